import type { Checklist } from '../checklist.ts'
import { freeWill, notSeized, originalSeen, registrationRules, signs } from './parts.ts'
import { t } from '../../text.ts'

/** Order 164 art. 16: a car for hire becomes an ordinary one. */
export const useTypeChangeList: Checklist = {
  service: 'use-type-change-ride-hailing-out',
  version: 2,
  from: '2026-01-01',
  risk: 'mid',
  will: t(
    '您申请把车辆使用性质由预约出租变更为非营运,变更后不得再从事网约车经营',
    'You ask that the car be changed from ride-hailing to private use; it may not be hailed afterwards',
  ),
  steps: [
    {
      id: 'permit',
      kind: 'lookup',
      text: t('核对:网络预约出租汽车运输证已经注销', 'Check: the ride-hailing transport permit is cancelled'),
      stated: t('网络预约出租汽车运输证已经注销', 'The ride-hailing transport permit is cancelled'),
      required: true,
      law: registrationRules(16),
      evidence: 'offset',
      onFail: 'reject',
    },
    {
      id: 'insurance',
      kind: 'lookup',
      text: t('核对:交强险在有效期内,使用性质相符', 'Check: compulsory insurance is valid and for private use'),
      stated: t('交强险在有效期内,使用性质相符', 'Compulsory insurance is valid and for private use'),
      required: true,
      evidence: 'offset',
      onFail: 'retry',
    },
    notSeized,
    originalSeen(
      'walk-round',
      t('请绕车一周,拍车前 45° 照片', 'Walk round the car; photo of the front at 45°'),
      t('绕车一周,拍了车前 45° 照片', 'Walked round the car; photo of the front at 45°'),
    ),
    originalSeen(
      'vin',
      t('请拍车辆识别代号', 'Photo of the VIN'),
      t('拍了车辆识别代号', 'A photo of the VIN was taken'),
      registrationRules(16),
    ),
    originalSeen(
      'odometer',
      t('请拍里程表', 'Photo of the odometer'),
      t('拍了里程表', 'A photo of the odometer was taken'),
    ),
    {
      id: 'inspection',
      kind: 'decide',
      text: t('是否需要到场查验', 'Is an on-site inspection needed?'),
      stated: t('民警对到场查验的决定', 'The officer’s decision on an on-site inspection'),
      required: true,
      evidence: 'text',
      onFail: 'counter',
    },
    freeWill,
    signs,
  ],
}
