import type { RefusalText } from './text.ts'

const look = { zh: '请改正这一行后重新上传。', en: 'Please mend this line and upload again.' }
const m = (zh: string, en: string, next = look): RefusalText => ({ message: { zh, en }, next })

/** What can be wrong with a maker's own inspections. */
export const makersRefusals: Readonly<Record<string, RefusalText>> = {
  MAKER_NOT_ADMITTED: m('该单位不是已备案的生产企业。', 'This unit is not an admitted maker.', {
    zh: '请先向省级车管部门备案;未备案企业的新车到现场查验。',
    en: 'Please apply to the province first; until then its new cars are inspected on site.',
  }),
  PRE_HEAD: m('文件第一行缺少规定的列名。', 'The first line of the file lacks a column that is needed.', {
    zh: '请使用页面上给出的表头。',
    en: 'Please use the head shown on the page.',
  }),
  PRE_EMPTY: m('文件里没有数据。', 'The file has no data.', {
    zh: '请核对文件后重新上传。',
    en: 'Please check the file and upload again.',
  }),
  PRE_TOO_MANY: m('一个文件最多 10000 行。', 'A file has 10,000 lines at most.', {
    zh: '请分成几个文件上传。',
    en: 'Please upload several files.',
  }),
  PRE_TEXT: m('文件不是 UTF-8 文本。', 'The file is not UTF-8 text.', {
    zh: '请另存为“CSV UTF-8(逗号分隔)”后再上传。',
    en: 'Please save it as “CSV UTF-8 (comma delimited)” and upload again.',
  }),
  PRE_VIN: m('车辆识别代号不正确。', 'The VIN is not right.'),
  PRE_OTHER_MAKER: m('车辆识别代号不属于本企业。', 'The VIN is not one of this maker’s.'),
  PRE_MODEL: m('车辆型号为空或过长。', 'The model is missing or too long.'),
  PRE_ENGINE: m(
    '发动机(电机)号应为 4 到 30 位字母、数字或横线。',
    'The engine number has 4 to 30 letters, digits or hyphens.',
  ),
  PRE_COLOUR: m('车身颜色应为 A 到 J 的代码。', 'The colour is a letter from A to J.'),
  PRE_POWER: m('动力种类不在规定的范围内。', 'The kind of power is none of those allowed.'),
  PRE_SEATS: m('核定载客应为 1 到 9。', 'Seats are from 1 to 9.'),
  PRE_TIME: m('查验时间格式不对或晚于现在。', 'The time of inspection is malformed or in the future.'),
  PRE_INSPECTOR: m('查验员姓名为空或过长。', 'The inspector’s name is missing or too long.'),
  PRE_PHOTOS: m(
    '三张照片(左前、右后、识别代号)的 SHA-256 值缺失、不是 64 位十六进制,或者互相重复。',
    'The SHA-256 of the three photos (front left, rear right, VIN) are missing, not 64 hexadecimal digits, or repeat one another.',
    {
      zh: '请用签名工具从照片生成。',
      en: 'Please let the signing tool make them from the photos.',
    },
  ),
  PRE_UNSIGNED: m('缺少企业签名。', 'The maker’s signature is missing.', {
    zh: '请用签名工具签名后再上传。',
    en: 'Please sign with the signing tool and upload again.',
  }),
  PRE_SIGNATURE: m(
    '企业签名与记录内容不符,或者不是用已登记的公钥对应的私钥签的。',
    'The signature does not fit the record, or was made with a key that is not registered here.',
    {
      zh: '签名后内容有改动的,请重新签名;换了密钥的,请先登记新公钥。',
      en: 'If the record was changed after signing, sign again; if the key is new, register its public half first.',
    },
  ),
  MAKER_NO_KEY: m('还没有登记企业公钥,不能核对签名。', 'No public key is registered, so no signature can be checked.', {
    zh: '请由法定代表人或管理员先登记公钥。',
    en: 'Please let the legal representative or the administrator register one first.',
  }),
  MAKER_KEY: m('这不是 SM2 或 Ed25519 公钥(PEM 格式)。', 'This is no SM2 or Ed25519 public key in PEM.', {
    zh: '请粘贴以 BEGIN PUBLIC KEY 开头的整段文字。',
    en: 'Please paste the whole text that starts with BEGIN PUBLIC KEY.',
  }),
  MAKER_KEY_PRIVATE: m(
    '这是私钥,不能交给任何人,也没有保存。',
    'This is a private key. Give it to nobody; it was not kept.',
    {
      zh: '请重新生成一对密钥,只登记公钥。',
      en: 'Please make a new pair and register only its public half.',
    },
  ),
  MAKER_KEY_KNOWN: m('这把公钥已经登记过。', 'This public key was registered before.', {
    zh: '停用过的公钥不能再启用,请登记新公钥。',
    en: 'A key that was ended does not come back; please register a new one.',
  }),
  MAKER_KEYS_FULL: m('同时有效的公钥最多 {n} 把。', 'At most {n} keys are in force at a time.', {
    zh: '请先停用不再使用的公钥。',
    en: 'Please end one that is used no more.',
  }),
  PHOTO_NAME: m(
    '文件名要写明车辆识别代号和是哪一张,例如 LFM…-1.jpg。',
    'The file name must give the VIN and which photo it is, such as LFM…-1.jpg.',
    {
      zh: '请改名后再上传:-1 左前,-2 右后,-3 识别代号。',
      en: 'Please rename it: -1 front left, -2 rear right, -3 VIN.',
    },
  ),
  PHOTO_TOO_LARGE: m('照片超过 2 MB。', 'The photo is larger than 2 MB.', {
    zh: '请缩小后重新签名、上传。',
    en: 'Please make it smaller, sign again and upload it.',
  }),
  PHOTO_NO_RECORD: m('还没有收到这辆车签名的查验记录。', 'There is no signed record of this car yet.', {
    zh: '请先上传查验记录,核对完成后再传照片。',
    en: 'Please upload the record first, and the photos once it has been checked.',
  }),
  PHOTO_DIFFERS: m('照片与签名记录里的不是同一个文件。', 'The photo is not the file that the signed record names.', {
    zh: '请上传签名时用的原文件,或者重新签名。',
    en: 'Please upload the very file that was signed, or sign again.',
  }),
  PHOTO_USED: m('这张照片已用于另一辆车。', 'This photo belongs to another car already.', {
    zh: '每辆车请拍自己的照片。',
    en: 'Please take photos of each car.',
  }),
  SAMPLE_JUDGED: m('这辆车已有人看过。', 'Somebody has judged this one already.', {
    zh: '请刷新,看下一辆。',
    en: 'Please refresh and take the next.',
  }),
  MAKER_MEASURE_OPEN: m(
    '这家企业有一项申请正等另一人决定。',
    'Something about this maker waits to be decided already.',
    {
      zh: '请先办完那一项。',
      en: 'Please have that decided first.',
    },
  ),
  MAKER_STANDS_SO: m('这家企业现在就是这个状态。', 'The maker stands so already.', {
    zh: '请刷新后再看。',
    en: 'Please refresh and look again.',
  }),
  MAKER_MEASURE_DECIDED: m('这一项已有人决定。', 'This has been decided already.', {
    zh: '请刷新后再看。',
    en: 'Please refresh and look again.',
  }),
  PRE_TWICE: m(
    '同一车辆识别代号在文件里出现两次,内容不同。',
    'The same VIN stands twice in the file with different contents.',
  ),
  PRE_CERTIFICATE: m(
    '合格证信息中没有这辆车,或型号、发动机号不一致。',
    'The certificates of conformity do not have this car, or with another model or engine number.',
    {
      zh: '请先核对合格证上传信息。',
      en: 'Please check the certificate that was uploaded.',
    },
  ),
  PRE_REGISTERED: m('该车已登记,记录不能再改。', 'The car is registered; its record cannot be changed any more.', {
    zh: '不用再上传。',
    en: 'Nothing needs to be uploaded.',
  }),
  MAKER_SUSPENDED: {
    message: {
      zh: '该车生产企业的出厂查验信息已暂停采信,不能免查验。',
      en: 'The inspections of this maker do not count at present, so the vehicle must be shown once.',
    },
    next: { zh: '请预约现场查验,其余手续仍可网上完成。', en: 'Please book an on-site check. The rest stays online.' },
  },
  PRE_OBJECTED: {
    message: {
      zh: '该车的出厂查验记录抽查有异议,不能免查验。',
      en: 'An officer has objected to the maker’s inspection of this vehicle, so it must be shown once.',
    },
    next: { zh: '请预约现场查验,其余手续仍可网上完成。', en: 'Please book an on-site check. The rest stays online.' },
  },
}
