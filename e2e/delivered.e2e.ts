import { deliveredStories } from './delivered-stories.ts'
import { test } from './fixtures.ts'

test.use({ stories: 'delivered' })
deliveredStories()
