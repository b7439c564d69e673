import type { TextView } from '#web/citizen/views.ts'
import { paths } from '#web/citizen/paths.ts'
import { draw, page, type Site } from '../kit.ts'
import { type Measured, measured } from '../views/measured.ts'
import type { Say } from '../words.ts'

/** 我们承诺什么,怎么查: each promise with the page or the command that shows whether it is kept, and what was measured last. */
export function promiseCheckPages(site: Site): void {
  const { house } = site.frame
  page(site, { path: paths.promiseChecks, act: 'public' }, async ({ say }) =>
    draw('text', promiseChecks(say, house.publicUrl, measured())),
  )
}

export function promiseChecks(say: Say, url: string, { day, figures }: Measured): TextView {
  const last = (name: string, words: (value: string) => string): string => {
    const value = figures.get(name)
    if (value === undefined) throw new Error(`docs/bench.md has no last figure ${name}`)
    return say(`最近一次测量(${day}):`, `Measured last (${day}): `) + words(value)
  }
  return {
    title: say('我们承诺什么,怎么查', 'What we promise and how to check it'),
    intro: say(
      '承诺不能只靠相信。下面每一条都写明谁能查、怎么查。网页谁都能打开;命令要一台装有 Node 的电脑和公开的程序源码。',
      'A promise should not need to be believed. Each one says how it is checked. Pages are open to everybody; commands need a computer with Node and the public source code.',
    ),
    sections: [...openToAll(say, url), ...aboutYou(say), ...plates(say, url, last), ...running(say, last), limits(say)],
  }
}

type Section = TextView['sections'][number]
type Last = (name: string, words: (value: string) => string) => string

const openToAll = (say: Say, url: string): Section[] => [
  {
    title: say('办过的每一步,谁也不能悄悄改', 'No step is changed unseen'),
    lines: [
      say(
        '业务的每一步、每次查看个人信息、和其他部门的每次往来都有记录,每分钟封存一次并签名。封存后再改,谁都能发现。',
        'Each step, each look at personal data and each exchange with another agency is recorded, and sealed and signed every minute. Whoever changes something afterwards is found out.',
      ),
      say(
        '谁都能查:第一次运行下面的命令会记下今天的签名;以后再运行,就证明这期间只增加、没有改动。',
        'Anybody checks it: the first run of this command keeps the signature of today, a later run proves that since then the record has only grown.',
      ),
    ],
    commands: [`npm run verify-log -- ${url} kept.json`],
    links: [{ label: say('看最新的签名', 'See the newest signature'), href: '/api/log/checkpoint' }],
  },
]

const aboutYou = (say: Say): Section[] => [
  {
    title: say('谁看过您的信息,您看得到', 'You see who looked at your data'),
    lines: [
      say(
        '民警看一次,您的页面上就多一行:什么时间、哪个单位、为什么看。',
        'Each look of an officer is a line on your page: when, which office, and why.',
      ),
    ],
    links: [{ label: say('谁看过我的信息', 'Who looked at my data'), href: paths.access }],
  },
  {
    title: say('您自己的业务,您能拿到证明', 'You hold the proof of your own case'),
    lines: [
      say(
        '打开业务进度,地址前面的“/my/cases/”换成“/api/my/cases/”、后面加上“/sealed”,存成文件。以后不联网也能核对。',
        'Open your case, put “/api/my/cases/” in place of “/my/cases/” and “/sealed” at the end of the address, and keep the file. It is checked without a line.',
      ),
    ],
    commands: ['npm run verify-log -- receipt sealed.json kept.json'],
    links: [{ label: say('我的业务', 'My cases'), href: paths.cases }],
  },
  {
    title: say('姓名、证件号码在数据库里是密文', 'Names and numbers are sealed in the database'),
    lines: [
      say(
        '拿走数据库的人读不出您是谁;日志和网址里也没有您的信息。',
        'Whoever takes the database away cannot read who you are; nor do logs or addresses tell.',
      ),
    ],
    commands: ['npx vitest run --project house test/leaks.test.ts'],
  },
]

const plates = (say: Say, url: string, last: Last): Section[] => [
  {
    title: say('一个号只给一个人,没有人能替您挑', 'One number for one car, chosen by nobody for you'),
    lines: [
      say(
        '放出来的号、剩下的号、每次选号的结果都公开,过后谁都能重算。',
        'Numbers released, numbers left and every draw are public, and anybody computes them again afterwards.',
      ),
      last('plates.hot_number_winners', (n) =>
        say(`200 人同时抢一个号,选到的 ${n} 人。`, `200 people want one number at once, ${n} gets it.`),
      ),
      last('plates.stampede_s', (s) =>
        say(
          `10,000 辆车抢 5,000 个号,${s} 秒放完,没有一个号给了两辆车。`,
          `10,000 cars for 5,000 numbers: done in ${s} s, none given twice.`,
        ),
      ),
    ],
    commands: [`npm run verify-draw -- ${url}/api/plates/pools/02/epochs/1`],
    links: [{ label: say('号段和选号公布', 'Numbers and draws'), href: '/plates' }],
  },
]

const running = (say: Say, last: Last): Section[] => [
  {
    title: say('按两次只算一次,断了线不丢', 'Pressed twice counts once, a broken line loses nothing'),
    lines: [
      say(
        '同一个按钮连按、断线重发、机器突然关掉,都只办一次、只收一次钱;已经告诉您受理的,不会消失。',
        'Pressed again, sent again, or the machine killed: it is done once and paid once, and what was accepted does not vanish.',
      ),
    ],
    commands: ['npx vitest run --project house test/idempotency.test.ts test/crash.test.ts'],
  },
  {
    title: say('备份是真的能恢复的', 'Backups that were really restored'),
    lines: [
      say(
        '每次改程序都演练:一边有人办事一边备份,在另一台数据库上恢复,逐条核对,再接着办。',
        'Each change of the program is drilled: copied while people apply, restored on another server, checked record by record, and used on.',
      ),
      last('backup.restore_s', (s) => say(`10 万条记录恢复用了 ${s} 秒。`, `100,000 records were restored in ${s} s.`)),
    ],
    commands: ['npx vitest run --project house server/backup'],
  },
  {
    title: say('慢手机、关掉脚本也能办', 'It works on slow phones and without script'),
    lines: [
      say('在浏览器里关掉 JavaScript,再办一次。', 'Turn JavaScript off in your browser and apply.'),
      last('page.home_kb', (kb) =>
        say(`首页连同样式和脚本一共 ${kb} KB。`, `the home page with styles and script is ${kb} KB.`),
      ),
    ],
  },
  {
    title: say('说能办的,都真的能办', 'What is said to work works'),
    lines: [
      last('services.count', (n) =>
        say(
          `列出 ${n} 项业务;能申请的,每一项都从第一步走到最后一步试过,还没开放的写明在页面上。`,
          `${n} services are listed; each that can be applied for was walked from its first step to its last, and what is not open yet says so.`,
        ),
      ),
    ],
    links: [{ label: say('全部业务', 'All services'), href: paths.services }],
  },
]

const limits = (say: Say): Section => ({
  title: say('我们不能承诺的', 'What we cannot promise'),
  lines: [
    say(
      '密码算法按国家标准实现,但没有用经过认证的密码设备。',
      'Ciphers follow the national standards; the module is not certified.',
    ),
    say('掌握整台服务器的人,能看到服务器正在处理的内容。', 'Whoever has the whole machine sees what it is working on.'),
    say('还没有请外面的机构做过攻击测试。', 'No outsider has yet tested it by attack.'),
    say(
      '完整的清单在源码的 docs/trust.md 里,没有做到的也写在里面。',
      'The whole list, with what is not met, is docs/trust.md of the source code.',
    ),
  ],
})
