/** What the API says about parameters: open-ended questions and their answers. */

export interface Parameter {
  code: string;
  title: string;
  help?: string;
  isRequired: boolean;
  isPresentation: boolean;
  measurement?: { unit: string; min: number; max: number; step: number };
  text?: { lengthMax: number };
  image?: { bytesMax: number; contentTypes: string[] };
  options?: { code: string; title: string }[];
}

export interface ParameterValue {
  measurement?: number;
  text?: string;
  choice?: string;
  image?: { reference: string; contentType: string; bytes: number };
}
