import type { RefusalText } from './text.ts'

/** Pictures that people upload. */
export const filesRefusals: Readonly<Record<string, RefusalText>> = {
  PHOTO_BAD: {
    message: { zh: '照片不合格:{reason}。', en: 'The photo cannot be used: {reason}.' },
    next: {
      zh: '请用白色背景、免冠、正面、六个月内的照片;可在视频窗口或自助照相机拍摄。',
      en: 'Use a photo on a white background, bare head, facing forward, from the last six months. You can also take one in the video window or at a photo booth.',
    },
  },
  TOO_LARGE: {
    message: { zh: '文件太大,没有收下。', en: 'The file is too large and was not taken in.' },
    next: {
      zh: '单个文件不超过 8 MB,请缩小或重新拍摄后再传,其他内容没有丢失。',
      en: 'A file may have 8 MB. Please make it smaller or take it again; nothing else is lost.',
    },
  },
  UPLOAD_GONE: {
    message: {
      zh: '有图片上传后一直没有使用,已经删除。',
      en: 'A picture was uploaded long ago, not used, and has been removed.',
    },
    next: { zh: '请重新上传这张图片,再提交。', en: 'Please upload the picture again, then submit.' },
  },
  UPLOAD_EMPTY: {
    message: { zh: '没有收到图片,文件是空的。', en: 'No picture arrived; the file is empty.' },
    next: { zh: '请重新选择或拍摄一张照片。', en: 'Please choose or take a picture again.' },
  },
  UPLOAD_TYPE: {
    message: { zh: '这个文件不是可以识别的照片。', en: 'This file is not a picture we can read.' },
    next: {
      zh: '请上传 JPG、PNG 或 WebP 格式的照片;iPhone 可在“设置-相机-格式”里选“兼容性最佳”。',
      en: 'Please upload a JPG, PNG or WebP. On an iPhone choose Settings, Camera, Formats, Most Compatible.',
    },
  },
  UPLOAD_BROKEN: {
    message: { zh: '图片不完整或已损坏,打不开。', en: 'The picture is incomplete or damaged and cannot be opened.' },
    next: {
      zh: '请重新拍摄,或从相册另选一张;网络不好时请等上传完成。',
      en: 'Please take it again or choose another one. On a slow line wait until it is sent.',
    },
  },
  UPLOAD_TOO_MANY_PIXELS: {
    message: { zh: '图片尺寸太大(超过4000万像素)。', en: 'The picture has too many pixels (more than 40 million).' },
    next: {
      zh: '请用手机相机的普通模式拍摄,或缩小后再传。',
      en: 'Use the normal camera mode, or make the picture smaller.',
    },
  },
  UPLOAD_QUOTA: {
    message: { zh: '24小时内最多上传{n}张图片,已用完。', en: 'You can upload {n} pictures in 24 hours, and have.' },
    next: {
      zh: '请稍后再传;急需补交的,可到窗口办理。',
      en: 'Please try later. If it is urgent, go to a counter.',
    },
  },
  UPLOAD_FORM: {
    message: { zh: '没有收到要上传的文件。', en: 'The request holds no file to upload.' },
    next: { zh: '请在上传页面选择照片后再提交。', en: 'Please choose a picture on the upload page and send it.' },
  },
}
