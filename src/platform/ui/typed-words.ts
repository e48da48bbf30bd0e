import { useEffect, useState } from 'react'

const pauseMs = 200

/** Words that are asked for once the typing pauses. */
export function useTypedWords(): [words: string, type: (text: string) => void, typed: string] {
  const [typed, type] = useState('')
  const [words, setWords] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return [words, type, typed]
}
