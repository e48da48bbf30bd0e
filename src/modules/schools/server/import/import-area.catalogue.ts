/** The bureau that a new county is given, named as such bureaus are. */
export const educationAgencyName = (area: string): string => `${area}教育局`
