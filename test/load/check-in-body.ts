import { v7 as uuidv7 } from 'uuid'
import type { CitySchool } from './city.ts'
import type { CityPhone } from './phones.ts'

/** What the load client knows of a city: everything that a phone has on its screen. */
export interface CityFile {
  readonly phones: readonly CityPhone[]
  readonly schools: readonly CitySchool[]
}

export interface CheckInToSend {
  readonly id: string
  readonly token: string
  readonly record: Record<string, unknown>
}

const kit = ['reflectiveVest', 'shoulderLight', 'radio', 'bodyCamera']

/** A check-in by position a few metres from the gate, as the phone writes it. */
export function checkInOf(phone: CityPhone, school: CitySchool, now: Date): CheckInToSend {
  const id = uuidv7({ msecs: now.getTime() })
  return {
    id,
    token: phone.token,
    record: {
      kind: 'checkIn',
      id,
      shiftId: school.shiftId,
      direction: 'in',
      at: now.toISOString(),
      method: 'position',
      position: { lon: school.lon + 0.00005, lat: school.lat, accuracyM: 8, provider: 'gps' },
      kit: phone.role === 'police' || phone.role === 'auxiliary' ? kit : [],
      sanjian: phone.role === 'police' ? ['police', 'car', 'light'] : [],
      offline: false,
    },
  }
}
