import type { Areas } from './types';
import { UserError } from './userError';
import { list } from './words';
export function chosenAuthorities(names: string[], authorities: Areas): { districts: number[]; name: string } {
  const districts = names.map((name) => {
    const at = authorities.names.indexOf(name);
    if (at < 0) throw new UserError(`no ${name}`);
    return at;
  });
  return { districts, name: list(names) };
}
