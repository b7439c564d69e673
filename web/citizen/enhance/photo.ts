import { onPage } from '#web/citizen/enhance/dom.ts'

const LONG_SIDE = 1280

/**
 * Makes a camera photo small (1.5 MB becomes about 0.3 MB; without createImageBitmap or DataTransfer it stays as it is), shows it and
 * hands it in. What shows counts as done: who saw the picture and pressed the page's large button lost it.
 */
export function watchPhotos(): void {
  onPage('change', (event) => {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || !('photo' in input.dataset)) return
    const file = input.files?.[0]
    if (file) void handIn(input, file)
  })
}

async function handIn(input: HTMLInputElement, file: File): Promise<void> {
  if (file.type.startsWith('image/')) await shrink(input, file)
  const button = input.form?.querySelector('button')
  if (input.files?.length !== 1 || !button) return
  // Where the press is, there it is said that the picture is on its way; and it can be pressed again when the line was down.
  button.focus()
  button.click()
}

async function shrink(input: HTMLInputElement, file: File): Promise<void> {
  preview(input, file)
  if (!('createImageBitmap' in window) || file.size < 400_000) return
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
    if (!blob || blob.size >= file.size || input.files?.[0] !== file) return
    const bag = new DataTransfer()
    bag.items.add(new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }))
    input.files = bag.files
  } catch {
    // An old browser or an odd picture: the untouched file is sent and the server says what is wrong with it.
  }
}

function preview(input: HTMLInputElement, file: File): void {
  const old = input.parentElement?.querySelector<HTMLImageElement>('img.thumb')
  if (old) URL.revokeObjectURL(old.src)
  const image = old ?? document.createElement('img')
  image.className = 'thumb'
  image.alt = file.name
  image.src = URL.createObjectURL(file)
  input.insertAdjacentElement('afterend', image)
}
