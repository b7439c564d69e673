import type { ComponentChildren, JSX } from 'preact'
import { PlateBadge, type PlateColor } from '#web/kit/ui/plate.tsx'
import type { KitKey, Tr } from '#web/kit/i18n.ts'

type Common = { valid: boolean; seal: string }
export type DrivingLicence = Common & {
  kind: 'driving'
  number: string
  name: string
  sex: string
  nationality: string
  /** The register does not always tell it. */
  address?: string
  birth: string
  firstIssue: string
  classes: string
  validFrom: string
  validTo: string
  points: string
  photo?: string
}
export type VehicleLicence = Common & {
  kind: 'vehicle'
  plate: string
  color: PlateColor
  vehicleType: string
  owner: string
  /** The register does not always tell it. */
  address?: string
  use: string
  model: string
  vin: string
  engine: string
  registered: string
  issued: string
}
export type RegistrationCertificate = Common & {
  kind: 'certificate'
  number: string
  owner: string
  plate: string
  vin: string
  registered: string
  mortgage: string
}
export type InspectionMark = Common & {
  kind: 'mark'
  plate: string
  color: PlateColor
  year: string
  month: string
  insurer: string
}
export type Paper = DrivingLicence | VehicleLicence | RegistrationCertificate | InspectionMark

/** A certificate drawn like its paper twin. Its printed labels stay bilingual, as on the paper, whatever the page's language. */
export function PaperCard({ paper, t }: { paper: Paper; t: Tr<KitKey> }): JSX.Element {
  if (paper.kind === 'driving') return <Driving paper={paper} t={t} />
  if (paper.kind === 'vehicle') return <Vehicle paper={paper} t={t} />
  return paper.kind === 'certificate' ? <Certificate paper={paper} t={t} /> : <Mark paper={paper} t={t} />
}

type Props<P> = { paper: P; t: Tr<KitKey> }

function Driving({ paper: p, t }: Props<DrivingLicence>): JSX.Element {
  return (
    <Frame
      look="driving"
      paper={p}
      t={t}
      zh="中华人民共和国机动车驾驶证"
      en="Driving License of the People's Republic of China"
    >
      <div class="w6">
        <dt>证号</dt>
        <dd class="code">{p.number}</dd>
      </div>
      <Cell zh="姓名" en="Name" value={p.name} />
      <Cell zh="性别" en="Sex" value={p.sex} />
      <Cell zh="国籍" en="Nationality" value={p.nationality} />
      {p.address && <Cell wide="w6" zh="住址" en="Address" value={p.address} />}
      <Cell zh="出生日期" en="Date of birth" value={p.birth} />
      <Cell zh="初次领证日期" en="First issue" value={p.firstIssue} />
      <Cell zh="准驾车型" en="Class" value={p.classes} />
      <Cell wide="w4" zh="有效期限" en="Valid period" value={`${p.validFrom} 至 ${p.validTo}`} />
      <Cell zh="记分" en="Points" value={p.points} />
      {p.photo && (
        <div>
          <dt class="vh">{t('kit.photo')}</dt>
          <dd>
            <img class="id-photo" src={p.photo} alt={t('kit.photo')} width="75" height="95" />
          </dd>
        </div>
      )}
    </Frame>
  )
}

function Vehicle({ paper: p, t }: Props<VehicleLicence>): JSX.Element {
  return (
    <Frame
      look="vehicle"
      paper={p}
      t={t}
      zh="中华人民共和国机动车行驶证"
      en="Vehicle License of the People's Republic of China"
    >
      <Cell wide="w3" zh="号牌号码" en="Plate No." value={<PlateBadge text={p.plate} color={p.color} />} />
      <Cell wide="w3" zh="车辆类型" en="Vehicle type" value={p.vehicleType} />
      <Cell zh="所有人" en="Owner" value={p.owner} />
      {p.address && <Cell wide="w4" zh="住址" en="Address" value={p.address} />}
      <Cell zh="使用性质" en="Use character" value={p.use} />
      <Cell wide="w4" zh="品牌型号" en="Model" value={p.model} />
      <Cell wide="w6" zh="车辆识别代号" en="VIN" value={p.vin} />
      <Cell wide="w6" zh="发动机号码" en="Engine No." value={p.engine} />
      <Cell zh="注册日期" en="Register date" value={p.registered} />
      <Cell zh="发证日期" en="Issue date" value={p.issued} />
    </Frame>
  )
}

function Certificate({ paper: p, t }: Props<RegistrationCertificate>): JSX.Element {
  return (
    <Frame look="book" paper={p} t={t} zh="机动车登记证书" en="Motor Vehicle Registration Certificate">
      <Cell wide="w3" zh="编号" en="No." value={p.number} />
      <Cell wide="w3" zh="号牌号码" en="Plate No." value={p.plate} />
      <Cell wide="w3" zh="机动车所有人" en="Owner" value={p.owner} />
      <Cell wide="w3" zh="登记日期" en="Registered" value={p.registered} />
      <Cell wide="w6" zh="车辆识别代号" en="VIN" value={p.vin} />
      <Cell wide="w4" zh="抵押登记" en="Mortgage" value={p.mortgage} />
    </Frame>
  )
}

function Mark({ paper: p, t }: Props<InspectionMark>): JSX.Element {
  return (
    <Frame look="mark" paper={p} t={t} zh="机动车检验合格标志" en="Vehicle Inspection Mark (electronic)">
      <div class="w3">
        <dt>检验有效期至 Valid to</dt>
        <dd class="mark-month">
          {p.month}
          <small> 月 {p.year}</small>
        </dd>
      </div>
      <Cell wide="w3" zh="号牌号码" en="Plate No." value={<PlateBadge text={p.plate} color={p.color} />} />
      <Cell wide="w4" zh="交强险" en="Compulsory insurance" value={p.insurer} />
    </Frame>
  )
}

function Frame(
  props: Props<Paper> & { look: string; zh: string; en: string; children: ComponentChildren },
): JSX.Element {
  return (
    <article class={`paper ${props.look}`}>
      <h3>
        <span lang="zh-CN">{props.zh}</span>
        <small lang="en">{props.en}</small>
      </h3>
      <dl class="cells">{props.children}</dl>
      {props.paper.valid ? <Seal text={props.paper.seal} /> : <p class="void">{props.t('kit.void')}</p>}
    </article>
  )
}

function Cell(props: { zh: string; en: string; value: ComponentChildren; wide?: 'w3' | 'w4' | 'w6' }): JSX.Element {
  return (
    <div class={props.wide}>
      <dt>
        <span lang="zh-CN">{props.zh}</span> <span lang="en">{props.en}</span>
      </dt>
      <dd>{props.value}</dd>
    </div>
  )
}

/** The red round seal of the issuing office; only a picture, the words are in the certificate. */
function Seal({ text }: { text: string }): JSX.Element {
  return (
    <svg class="seal" viewBox="0 0 80 80" aria-hidden="true">
      <circle cx="40" cy="40" r="37" stroke-width="3" />
      <path d="M40 22l4.500 10.400 11.300 1-8.500 7.400 2.500 11L40 46l-9.800 5.800 2.500-11-8.500-7.400 11.300-1z" />
      <text x="40" y="67" text-anchor="middle" font-size="9.500" textLength="52" lengthAdjust="spacingAndGlyphs">
        {text}
      </text>
    </svg>
  )
}
