/*
 * For a maker's IT: signs a table of inspections before delivery. One file without dependencies, Node 20 or newer, nothing is sent
 * anywhere. 生产企业用:给出厂查验表签名。单个文件,无依赖,需要 Node 20 以上,不联网。
 *
 *   node sign-pre-inspections.mjs --new-key maker.pem [--kind sm2|ed25519]
 *       makes a key pair; register maker.pem.pub at the portal, keep maker.pem to yourself
 *       生成一对密钥:把 maker.pem.pub 登记到网站,maker.pem 自己保管
 *   node sign-pre-inspections.mjs --key maker.pem --photos ./photos cars.csv
 *       writes cars.signed.csv; photos are named <VIN>-1.jpg (front left), -2 (rear right), -3 (VIN)
 *       写出 cars.signed.csv;照片文件名:车辆识别代号-1.jpg(左前)、-2(右后)、-3(识别代号)
 *
 * What is signed: the UTF-8 bytes of the record as canonical JSON (RFC 8785), every value as text:
 *   {"colour":…,"engineNo":…,"inspectedAt":…,"inspector":…,"model":…,"photoFront":…,"photoRear":…,"photoVin":…,"power":…,"seats":…,"vin":…}
 * VIN, engine number and colour in capitals; photos as the SHA-256 of their files, 64 lower-case hexadecimal digits.
 * Signature: SM2 with SM3 and the identity 1234567812345678 (GB/T 32918.2, DER), or Ed25519; base64.
 */
import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Each column's names in a head: what is written, and what is understood as well. */
const COLUMNS = {
  vin: ['车辆识别代号', 'vin'],
  model: ['车辆型号', 'model'],
  engineNo: ['发动机号', 'engineno', '发动机/电机号'],
  colour: ['车身颜色', 'colour', 'color'],
  power: ['动力种类', 'power'],
  seats: ['核定载客', 'seats'],
  inspectedAt: ['查验时间', 'inspectedat'],
  inspector: ['查验员', 'inspector'],
  photoFront: ['左前照片', 'photofront'],
  photoRear: ['右后照片', 'photorear'],
  photoVin: ['识别代号照片', 'photovin'],
}
const PHOTOS = { 1: 'photoFront', 2: 'photoRear', 3: 'photoVin' }
const CAPITALS = ['vin', 'engineNo', 'colour']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'new-key': { type: 'string' },
    kind: { type: 'string', default: 'sm2' },
    key: { type: 'string' },
    photos: { type: 'string' },
    out: { type: 'string' },
  },
})
if (values['new-key']) makeKey(values['new-key'], values.kind)
else signTable(values, positionals[0])

function makeKey(file, kind) {
  const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' })
  // 'wx': an existing key is never overwritten.
  writeFileSync(file, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  const open = pair.publicKey.export({ type: 'spki', format: 'pem' })
  writeFileSync(`${file}.pub`, open)
  console.log(open.toString())
}

function signTable({ key: keyFile, photos: folder, out }, table) {
  if (!keyFile || !table) stop('用法 usage: --key maker.pem --photos ./photos cars.csv')
  const signText = signer(readFileSync(keyFile, 'utf8'))
  const hashes = folder ? photoHashes(folder) : new Map()
  const rows = readFileSync(table, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .filter((row) => row.trim() !== '')
  const head = cells(rows[0] ?? '').map((cell) => cell.toLowerCase())
  const at = Object.entries(COLUMNS).map(([name, names]) => [name, head.findIndex((cell) => names.includes(cell))])
  const lacking = at
    .filter(([name, place]) => place === -1 && !name.startsWith('photo'))
    .map(([name]) => COLUMNS[name][0])
  if (lacking.length > 0) stop(`第一行缺少 the first line lacks: ${lacking.join(', ')}`)
  const signed = rows.slice(1).map((row) => {
    const values = cells(row)
    const record = Object.fromEntries(at.map(([name, place]) => [name, values[place] ?? '']))
    for (const name of CAPITALS) record[name] = record[name].toUpperCase()
    for (const name of Object.values(PHOTOS))
      record[name] = (hashes.get(`${record.vin} ${name}`) ?? record[name]).toLowerCase()
    return [...Object.keys(COLUMNS).map((name) => record[name]), signText(canonical(record))].map(quoted).join(',')
  })
  const text = [[...Object.values(COLUMNS).map(([name]) => name), '企业签名'].join(','), ...signed].join('\r\n')
  const target = out ?? table.replace(/(\.csv)?$/i, '.signed.csv')
  writeFileSync(target, `\ufeff${text}\r\n`)
  console.log(`${target}: ${signed.length}`)
}

/** Hash of each photo of the folder, by VIN and column. */
function photoHashes(folder) {
  const found = new Map()
  for (const name of readdirSync(folder)) {
    const parts = /^([A-HJ-NPR-Z0-9]{17})[-_ ]([123])\.(jpe?g|png|webp|heic)$/i.exec(name)
    if (!parts) continue
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    found.set(`${parts[1].toUpperCase()} ${PHOTOS[parts[2]]}`, hash)
  }
  return found
}

/** Keys sorted, no white space (RFC 8785); all values are text. */
function canonical(record) {
  const members = Object.keys(record)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(record[name])}`)
  return `{${members.join(',')}}`
}

function signer(pem) {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType === 'ed25519') return (text) => sign(null, Buffer.from(text), key).toString('base64')
  const z = identityHash(createPublicKey(key))
  return (text) => createSign('sm3').update(z).update(text).sign(key).toString('base64')
}

/** Z of GB/T 32918.2: the identity, the curve and the key are part of what SM2 signs. */
function identityHash(publicKey) {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  if (!der.includes(Buffer.from('06082a811ccf5501822d', 'hex')))
    stop('只支持 SM2 或 Ed25519 密钥 only SM2 and Ed25519 keys')
  const identity = Buffer.from('1234567812345678')
  const curve =
    'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0'
  return createHash('sm3')
    .update(Buffer.from([0, identity.length * 8]))
    .update(identity)
    .update(Buffer.from(curve, 'hex'))
    .update(der.subarray(-64))
    .digest()
}

function cells(row) {
  const found = []
  for (const match of row.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)) {
    const raw = match[1].trim()
    found.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"').trim() : raw)
    if (match[2] === '') break
  }
  return found
}

function quoted(value) {
  return `"${value.replaceAll('"', '""')}"`
}

function stop(why) {
  console.error(why)
  process.exit(1)
}
