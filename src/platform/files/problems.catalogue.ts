import { problems } from '../contract/problem.ts'

export const fileProblems = problems('file', {
  kindRefused: {
    status: 415,
    zh: '不支持的文件类型。可上传:{accepted}。类型按内容判断,与扩展名无关。',
    en: 'This kind of file is not accepted. Accepted: {accepted}. Judged by content, not by name.',
  },
  empty: { status: 400, zh: '文件是空的。', en: 'The file is empty.' },
  tooLarge: { status: 413, zh: '文件超过 {limitMb} MB。', en: 'The file exceeds {limitMb} MB.' },
  quota: {
    status: 413,
    zh: '今天上传的文件已达上限({limitMb} MB),明天再传或联系管理员。',
    en: "Today's upload quota ({limitMb} MB) is used up; continue tomorrow or ask an administrator.",
  },
  otherContent: {
    status: 409,
    zh: '同一编号的文件内容不同,原文件未改动。',
    en: 'A file with this id but other content exists; it was left as it is.',
  },
})
