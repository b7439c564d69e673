/** What pages say when something fails, and the short words of the scripts: Chinese and English side by side. */
export const troubleTexts = {
  'error.403.title': ['这里只有本人能看', 'Only the person concerned may see this'],
  'error.403.text': [
    '您没有权限看这一页。如果是替家人办,请先让家人授权。',
    'You may not open this page. To act for a relative, ask them for an authorisation first.',
  ],
  'error.404.title': ['没有这个页面', 'There is no such page'],
  'error.404.text': ['地址可能写错了,或者页面已经移走。', 'The address may be mistyped, or the page has moved.'],
  'error.409.title': ['内容刚刚有更新', 'Something changed just now'],
  'error.409.text': [
    '您填写期间,这件事有了新进展。请看最新的内容再继续,您填的还在。',
    'While you were writing, this application moved on. See the latest, then continue; what you wrote is kept.',
  ],
  'error.422.title': ['有些内容不对', 'Some answers are not right'],
  'error.422.text': ['请按下面的提示修改。', 'Please correct the points below.'],
  'error.429.title': ['操作太快了', 'A little too fast'],
  'error.429.text': ['为了保护您的账号,请稍等再试。', 'To protect your account, please wait a moment.'],
  'error.500.title': ['我们这边出了差错', 'Something went wrong on our side'],
  'error.500.text': [
    '您提交的内容没有丢,也没有重复。请过几分钟再试。',
    'Nothing you sent is lost or doubled. Please try again in a few minutes.',
  ],
  'error.503.title': ['暂时办不了', 'Not available for the moment'],
  'error.503.text': [
    '系统正在恢复。已经提交的事不受影响,时限顺延。',
    'We are recovering. What you submitted is safe, and deadlines move with it.',
  ],
  'error.home': ['回首页', 'Go to the home page'],
  'error.call': ['急事请打 {phone},先接人工。', 'Urgent? Call {phone}, a person answers first.'],
  'error.id': ['请报这个编号:', 'Please quote'],
  'offline.title': ['现在没有网络', 'You are offline'],
  'offline.text': [
    '已经填的内容还在。连上网后这一页会自己接着走,也可以点一下再试。',
    'What you typed is kept. As soon as the line is back this page goes on by itself; you can also try now.',
  ],
  'offline.kept': [
    '刚才交的内容还没有送到,留在本页里。连上后会自动再交,不会重复办理。',
    'What you sent has not arrived; it is kept in this page. It is sent again when the line is back, and counts once.',
  ],
  'offline.photo': [
    '如果刚才在传照片,请返回上一页重新选一次。',
    'If you were sending a photo, please go back and choose it again.',
  ],
  'offline.again': ['再试一次', 'Try again'],
  'js.busy': ['正在提交…', 'Sending…'],
  'js.saved': ['已自动保存', 'Saved'],
  'js.unsaved': ['还没保存,连上网会再存', 'Not saved yet; we try again when you are online'],
  'js.expired': [
    '登录已过期,还没保存。请按“下一步”,重新登录后内容还在。',
    'You have been signed out; not saved yet. Go on to the next step: after signing in all is still here.',
  ],
  'js.offline': [
    '没有网络。已填的内容还在本页,连上后自动保存。',
    'No connection. What you typed stays on this page and is saved when the line is back.',
  ],
  'js.unsent': [
    '没有网络,还没有交。已填的内容还在,连上后请再按一次。',
    'No connection: not sent yet. What you typed is still here; press again when the line is back.',
  ],
  'js.copied': ['已复制', 'Copied'],
  'js.stop': ['停止朗读', 'Stop reading'],
} as const
