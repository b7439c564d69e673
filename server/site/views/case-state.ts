import { agencyName } from '#domain/agencies.ts'
import type { Case } from '#domain/case.ts'
import { givesPapers, type StepKind } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import { t, type Text } from '#domain/text.ts'
import type { Tone } from '#web/kit/ui/tag.tsx'
import type { Say } from '../words.ts'
import { visitState } from './visit-words.ts'

export interface StateWords {
  tone: Tone
  tag: string
  /** One sentence: what happens now. */
  now: string
  /** Who has it and what the reader has to do. */
  holder: string
}

/** How a case stands, in the words of the person it belongs to. */
export function stateWords(c: Case, say: Say): StateWords {
  const { tone, tag, now, holder } =
    visitState(c) ??
    (c.state === 'open'
      ? openState(c)
      : c.state === 'lapsed' && c.step === 'co-sign'
        ? UNSIGNED
        : c.state === 'done'
          ? doneState(c)
          : OTHER[c.state])
  return { tone, tag: say(tag), now: say(now), holder: say(holder) }
}

interface Words {
  tone: Tone
  tag: Text
  now: Text
  holder: Text
}

const w = (tone: Tone, tag: Text, now: Text, holder: Text): Words => ({ tone, tag, now, holder })

/** An item without papers ends with what the register wrote down, which the page shows; one without either, with the answer. */
function doneState(c: Case): Words {
  if (givesPapers(definitionOf(c))) return OTHER.done
  const { tone, tag, now } = OTHER.done
  return c.data.registered
    ? w(tone, tag, now, t('登记情况见“办理结果”。', 'See “Result” for what was entered.'))
    : w(tone, tag, now, t('民警已经处理完毕。', 'An officer has dealt with it.'))
}

function openState(c: Case): Words {
  if (c.parked) {
    const agency = agencyName(c.parked.agency)
    return w(
      'idle',
      t('等部门答复', 'Waiting for an agency'),
      t(`${agency.zh}暂时没有答复,我们在自动重试`, `No answer yet from ${agency.en}; we keep trying`),
      t('您不用做什么,等待的时间不算在时限里。', 'Nothing for you to do; the waiting does not count.'),
    )
  }
  if (c.step === 'deliver' && c.data.form['deliveryMethod'] !== 'post') {
    return w(
      'turn',
      t('可以领取', 'Ready'),
      t('证件已制好,请带身份证来领取', 'Your papers are ready: bring your identity card'),
      t('领取地点在“我提交的内容”里。', 'The place is under “What I submitted”.'),
    )
  }
  return OPEN[c.step]
}

const OPEN: Readonly<Record<StepKind, Words>> = {
  check: w(
    'wait',
    t('联网核查中', 'Being checked'),
    t('正在联网核查', 'We are checking with the agencies'),
    t('一般几秒钟就好,您不用做什么。', 'Usually a few seconds; nothing for you to do.'),
  ),
  'choose-plate': w(
    'turn',
    t('请选号', 'Choose a plate'),
    t('请选号牌号码', 'Choose your plate number'),
    t('联网核查已全部通过。', 'All checks have passed.'),
  ),
  appointment: w(
    'turn',
    t('请预约查验', 'Book the check'),
    t('请预约一次现场查验', 'Book one on-site check of the car'),
    t('要现场看一次车,其余手续网上完成。', 'The car has to be seen once; the rest stays online.'),
  ),
  inspect: w(
    'turn',
    t('请按时到场', 'Bring the car'),
    t('请按预约的时间带车到场查验', 'Bring the car at the time you booked'),
    t('请带身份证原件。', 'Bring your identity card.'),
  ),
  'co-sign': w(
    'wait',
    t('等对方确认', 'Waiting for the other person'),
    t('等共同申请人在自己的账号里确认', 'The other person has to agree in their own account'),
    t(
      '请对方登录“云窗”,在“我的事项”里确认;也可以两人一起到窗口。',
      'Ask them to sign in and look under “My applications”; or come to the counter together.',
    ),
  ),
  'fetch-file': w(
    'wait',
    t('档案转递中', 'The file is on its way'),
    t('迁出地车管所正在转递电子档案', 'The office of origin is handing over the electronic file'),
    t('您不用回迁出地,等待的时间不算在时限里。', 'You need not go there; the waiting does not count.'),
  ),
  meet: w(
    'turn',
    t('请与民警见面', 'See an officer'),
    t('请本人进入视频窗口,或者带身份证到窗口', 'Call the video window, or come to the counter'),
    t('依法须本人到场。等您的时间不算在时限里。', 'The law asks for you in person. The waiting does not count.'),
  ),
  review: w(
    'wait',
    t('审核中', 'In review'),
    t('民警正在审核', 'An officer is reviewing it'),
    t('您不用做什么,有结果马上通知您。', 'Nothing for you to do; we tell you at once.'),
  ),
  'second-review': w(
    'wait',
    t('复核中', 'Second review'),
    t('第二位民警正在复核', 'A second officer is reviewing it'),
    t('重要证件须两人审核,您不用做什么。', 'Title papers need two officers; nothing for you to do.'),
  ),
  pay: w(
    'turn',
    t('等您缴费', 'To pay'),
    t('请缴费', 'Please pay'),
    t('72 小时内缴清,逾期申请作废。', 'Within 72 hours; after that the application lapses.'),
  ),
  hold: w(
    'wait',
    t('制证前等待', 'On hold'),
    t('为防冒领,制证前等待 24 小时', 'A 24-hour wait protects you from fraud'),
    t('到时自动制证,您不用做什么。', 'It goes on by itself.'),
  ),
  register: w(
    'wait',
    t('登记中', 'Being registered'),
    t('正在写入全国登记系统', 'Being entered in the national register'),
    t('您不用做什么。', 'Nothing for you to do.'),
  ),
  make: w(
    'wait',
    t('制证中', 'Being made'),
    t('证件正在制作', 'Your papers are being made'),
    t('制好后交 EMS 或通知您来取。', 'Then they go to EMS, or we tell you to collect them.'),
  ),
  deliver: w(
    'wait',
    t('寄送中', 'On its way'),
    t('证件已交 EMS,正在路上', 'Your papers are with EMS'),
    t('请留意快递员的电话。', 'Expect a call from the courier.'),
  ),
}

/** Ended because the other person said no, or nothing. */
const UNSIGNED: Words = w(
  'idle',
  t('已失效', 'Lapsed'),
  t('对方没有确认,申请已结束', 'The other person did not agree: the application has ended'),
  t('需要时可以重新申请。', 'You can apply again.'),
)

const OTHER: Readonly<Record<Exclude<Case['state'], 'open'>, Words>> = {
  correcting: w(
    'turn',
    t('请补正', 'Put right'),
    t('有内容需要补正', 'Something needs correcting'),
    t('全部问题已一次列出,改好后继续办。', 'All points are listed at once.'),
  ),
  'on-site': w(
    'turn',
    t('请到现场', 'At the counter'),
    t('这笔业务需要到现场核实', 'This case must be verified in person'),
    t('请带身份证,已办的手续都带过去,不用重填。', 'Bring your identity card; nothing is asked twice.'),
  ),
  refused: w(
    'bad',
    t('不予办理', 'Not granted'),
    t('申请没有通过', 'The application was not granted'),
    t(
      '可以在 60 日内申请行政复议,或者六个月内起诉。',
      'You may ask for review within 60 days or go to court within six months.',
    ),
  ),
  withdrawn: w(
    'idle',
    t('已撤回', 'Withdrawn'),
    t('您撤回了申请', 'You withdrew the application'),
    t('已缴费用原路退回。', 'What you paid is returned the way it came.'),
  ),
  lapsed: w(
    'idle',
    t('已失效', 'Lapsed'),
    t('逾期未缴费,申请已失效', 'Not paid in time: the application has lapsed'),
    t('需要时可以重新申请。', 'You can apply again.'),
  ),
  done: w(
    'done',
    t('已办结', 'Finished'),
    t('这件事办好了', 'All done'),
    t('电子证件在“证件”里。', 'Your papers are under “Papers”.'),
  ),
}
