import type { ComponentChildren, JSX } from 'preact'

/** Where a plain form goes. `key` makes a repeated press harmless; `version` is what the reader saw (a newer one → 409). */
export type FormPost = {
  action: string
  key: string
  version?: number
  /** What the pressed button says while one waits; for presses that ask other systems. */
  busy?: string
}

/** A form that works without a script. `upload` for files, `autosave` for drafts that are kept while one types. */
export function PostForm(props: {
  post: FormPost
  upload?: boolean
  autosave?: string
  id?: string
  class?: string
  children: ComponentChildren
}): JSX.Element {
  const { post, upload, autosave, children } = props
  return (
    <form
      method="post"
      action={post.action}
      id={props.id}
      class={props.class}
      encType={upload ? 'multipart/form-data' : undefined}
      data-autosave={autosave}
      data-busy={post.busy}
      noValidate
    >
      <input type="hidden" name="_key" value={post.key} />
      {post.version !== undefined && <input type="hidden" name="_version" value={post.version} />}
      {children}
    </form>
  )
}
