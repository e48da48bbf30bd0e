import { z } from 'zod'

// The pages forbid code made from text; the schema library would try it and be refused aloud.
z.config({ jitless: true })
