import { deliveredStories } from './delivered-stories.ts'
import { test } from './fixtures.ts'

test.use({ javaScriptEnabled: false, stories: 'delivered without scripts' })
deliveredStories()
