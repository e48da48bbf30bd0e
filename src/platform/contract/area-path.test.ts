import { describe, expect, it } from 'vitest'
import { pathAbove } from './area-path.ts'

describe('the area above many', () => {
  it('is the common beginning of their paths', () => {
    expect(pathAbove(['cn.a.b', 'cn.a.c.d'])).toBe('cn.a')
    expect(pathAbove(['cn.a.b'])).toBe('cn.a.b')
    expect(pathAbove(['cn.a', 'cn.a.b'])).toBe('cn.a')
    expect(pathAbove(['cn.a.b', 'cn.a'])).toBe('cn.a')
    // Labels are compared whole: `cn.ab` does not lie in `cn.a`.
    expect(pathAbove(['cn.a', 'cn.ab'])).toBe('cn')
    expect(pathAbove([])).toBe('')
  })
})
