import { generateSync } from 'otplib'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import { draw, page, type Site } from '../kit.ts'

/** The way into a demonstration: who can sign in, and where the outside world is. Only while the house runs as one. */
export function demoPages(site: Site): void {
  const { house, demo } = site.frame
  if (!demo) return
  page(site, { path: '/demo', act: 'public' }, async ({ say }) => {
    const epoch = Math.floor(house.time.now().getTime() / 1000)
    return draw('text', {
      title: say('演示入口', 'Demonstration'),
      intro: say(
        '人、车、钱都是虚构的。短信、银行、快递和各部门都在“外部世界”里。',
        'People, cars and money are invented. Messages, bank, courier and agencies live in the outside world.',
      ),
      sections: [
        {
          title: say('办事的人', 'Citizens'),
          lines: [
            say(
              '在“外部世界”里选一个人,用他的手机号登录,验证码在短信收件箱。',
              'Choose a person in the outside world, sign in with their mobile; the code is in the message inbox.',
            ),
          ],
          links: [
            { label: say('外部世界:人和故事', 'Outside world: people and stories'), href: `${house.payUrl}/` },
            { label: say('短信收件箱', 'Messages'), href: `${house.payUrl}/sms` },
            { label: say('邮政速递', 'Courier'), href: `${house.payUrl}/post` },
          ],
        },
        {
          title: say('民警', 'Officers'),
          lines: [
            say(
              `密码都是 ${DEMO_PASSWORD}。动态口令 30 秒一换,过时了刷新本页。`,
              `The password of all is ${DEMO_PASSWORD}. Codes change every 30 seconds: reload for new ones.`,
            ),
            ...DEMO_OFFICERS.map((o) => {
              const code = generateSync({ secret: o.totpSecret, epoch })
              return say(
                `${o.what.zh} ${o.name}:警号 ${o.id},动态口令 ${code}`,
                `${o.name}, ${o.what.en}: number ${o.id}, code ${code}`,
              )
            }),
          ],
          links: [{ label: say('民警工作台', 'Officers’ desk'), href: '/desk' }],
        },
      ],
    })
  })
}
