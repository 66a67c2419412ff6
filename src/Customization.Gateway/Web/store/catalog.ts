import { say } from '../kit/page';
import type { Change, Characteristic, Product, Value } from './resources';

/** Looks up what a product's names mean to the customer. */
export class Catalog {
  private readonly byName: Map<string, Characteristic>;
  private readonly places: Set<string>;

  constructor(readonly product: Product) {
    this.byName = new Map(product.characteristics.map(each => [each.name, each]));
    this.places = new Set(product.characteristics.flatMap(each => each.part ? [each.part.path] : []));
  }

  /** The question of this name. */
  question(name: string): Characteristic {
    const found = this.byName.get(name);
    if (!found) {
      throw new Error(`the product has no characteristic ${name}`);
    }
    return found;
  }

  /** Whether this names the instance of a part; the rule that says when it is there has the same name. */
  isPlace(name: string): boolean {
    return this.places.has(name);
  }

  /** What the question is called, with the instance of a part that it belongs to. */
  titleOf(name: string): string {
    const question = this.question(name);
    return question.part ? `${question.part.title}, ${question.title}` : question.title;
  }

  /** What a value is called. */
  valueTitle(name: string, value: string): string {
    const found = this.question(name).values.find(each => each.name === value);
    return found ? titleOfValue(this.question(name), found) : value;
  }

  /** A change in words: `Upper material: Leather → Mesh`. */
  changeText(change: Change): string {
    const after = change.after === undefined ? say('nothing') : this.valueTitle(change.characteristic, change.after);
    return change.before === undefined
      ? `${this.titleOf(change.characteristic)}: ${after}`
      : `${this.titleOf(change.characteristic)}: ${this.valueTitle(change.characteristic, change.before)} → ${after}`;
  }
}

/** What a value is called in the page's language; models name some values themselves. */
export function titleOfValue(question: Characteristic, value: Value): string {
  if (value.title !== value.name) {
    return value.title;
  }
  if (question.kind === 'boolean') {
    return say(value.name === 'yes' ? 'yes' : 'no');
  }
  return value.name === 'none' ? say('none') : value.title;
}
