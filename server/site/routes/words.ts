import { PROMISE_HOURS } from '#domain/clock.ts'
import type { City } from '#server/kit/city.ts'
import { paths, telOf } from '#web/citizen/paths.ts'
import type { TextView } from '#web/citizen/views.ts'
import { draw, page, type Site } from '../kit.ts'
import type { Say } from '../words.ts'

/** Pages of plain words. */
export function wordPages(site: Site): void {
  const { city } = site.frame.house
  page(site, { path: '/promise', act: 'public' }, async ({ say }) => draw('text', promises(say)))
  page(site, { path: '/help', act: 'public' }, async ({ say }) => draw('text', help(city, say)))
  // What the service worker keeps for hours without a line.
  page(site, { path: '/offline', act: 'public' }, async () => draw('offline', {}))
}

const promises = (say: Say): TextView => ({
  title: say('服务承诺', 'Our promises'),
  intro: say('做不到的,请打电话告诉我们。', 'If we fail, please call us.'),
  sections: [
    {
      title: say('不多要材料', 'No paper we can look up'),
      lines: [say('能联网查到的,不让您交,也不让您重填。', 'What we can look up we never ask for, nor ask twice.')],
    },
    {
      title: say('一次说清', 'All at once'),
      lines: [
        say(
          '能不能办、差什么,申请前一次告诉您,之后不再冒出新的。',
          'Whether you can apply and what is missing is said once, before you begin.',
        ),
      ],
    },
    {
      title: say('时限', 'Time'),
      lines: [
        say(
          `审核通过并缴费后,市内 ${PROMISE_HOURS.city} 小时、省内 ${PROMISE_HOURS.province} 小时、省外 ${PROMISE_HOURS.elsewhere} 小时送达。`,
          `After approval and payment: ${PROMISE_HOURS.city} h in the city, ${PROMISE_HOURS.province} h in the province, ${PROMISE_HOURS.elsewhere} h elsewhere.`,
        ),
        say('部门系统没有答复时,时限暂停,不算在您头上。', 'While an agency does not answer, the clock stands still.'),
      ],
    },
    {
      title: say('您的信息', 'Your data'),
      lines: [say('谁看过、为什么看,您随时能查。', 'You can see at any time who looked and why.')],
      links: [
        { label: say('谁看过我的信息', 'Who looked at my data'), href: paths.access },
        { label: say('我们承诺什么,怎么查', 'What we promise and how to check it'), href: paths.promiseChecks },
      ],
    },
  ],
})

const help = (city: City, say: Say): TextView => ({
  title: say('帮助', 'Help'),
  intro: say(`打 ${city.hotline},先接人工。`, `Call ${city.hotline}: a person answers first.`),
  sections: [
    {
      title: say('第一次用', 'The first time'),
      lines: [
        say(
          '用手机号和短信验证码登录,第一次要填姓名和身份证号码。',
          'Sign in with your mobile number and a code; the first time with name and identity number.',
        ),
        say('填到一半可以离开,15 天内回来接着办。', 'You may leave half-way and go on within 15 days.'),
      ],
    },
    {
      title: say('防骗', 'Against fraud'),
      lines: [
        say(
          '民警和客服不会向您要验证码,短信里不含链接。',
          'None of us will ever ask for your code, and our messages carry no link.',
        ),
        say(
          '缴费只在银行页面,收款方是财政或邮政。',
          'You pay only at the bank page, to the finance bureau or the post.',
        ),
      ],
    },
    {
      id: 'places',
      title: say('到现场办', 'At a counter'),
      lines: [
        ...city.sites.map((s) =>
          say(`${s.name.zh}:${s.address.zh},${s.hours.zh}`, `${s.name.en}: ${s.address.en}, ${s.hours.en}`),
        ),
        say(
          `法定节假日休息。出门前想确认,打 ${city.hotline}。请带身份证原件。`,
          `Closed on public holidays; call ${city.hotline} to be sure. Please bring your identity card.`,
        ),
      ],
      links: [
        { label: say(`打电话 ${city.hotline}`, `Call ${city.hotline}`), href: telOf(city.hotline) },
        { label: say('先预约,不用排队', 'Book a time, no queue'), href: paths.guide('counter-appointment') },
        { label: say('不出门:视频窗口', 'From home: the video window'), href: paths.video },
      ],
    },
  ],
})
