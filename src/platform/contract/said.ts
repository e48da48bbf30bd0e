/** A text in both languages of the product. */
export interface Said {
  readonly zh: string
  readonly en: string
}
