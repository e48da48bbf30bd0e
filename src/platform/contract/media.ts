/** The media type of a spreadsheet as a reply. */
export const xlsxMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
