/** A thing that somebody owns, as the API writes it. */
export interface Owned {
  serial: string;
  title: string;
  order: string;
  version: number;
  settings: Setting[];
  presets: Preset[];
  schedules: Record<string, Schedule>;
  learning: {
    on: boolean;
    rules: { preset: string; settings: string[]; uses: number }[];
    observed: { preset: string; setting: string; uses: unknown[] }[];
  };
}

/** A scene at a local time of some days. */
export interface Schedule {
  preset: string;
  time: string;
  days: Day[];
}

export interface Setting {
  code: string;
  title: string;
  unit: string;
  min: number;
  max: number;
  step: number;
  value: number;
}

export interface Preset {
  name: string;
  title: string;
  values: Record<string, number>;
  learned: Record<string, Learned>;
}

/** What a preset learned for one setting, and from which uses. */
export interface Learned {
  value: number;
  own: number;
  uses: number;
  first: string;
  last: string;
  least: number;
  most: number;
  limit: 'none' | 'drift';
}

export type Day = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** The week. */
export const dayNames: Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A value with the unit of its setting. */
export function amount(value: number, setting: Setting): string {
  return setting.unit ? `${value} ${setting.unit}` : String(value);
}
