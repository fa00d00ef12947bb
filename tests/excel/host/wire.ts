import { apiSetOf, compareVersions } from './apiSets';
import type { Area } from './book';
import { HostError, invalidArgument, notFound, notImplemented } from './errors';
import type { Call, Kind, Remote } from './remote';
import { isRemote, remote } from './remote';
import { rangeKind } from './kinds/range';
import { workbookKind } from './kinds/workbook';
import { serviceKinds } from './kinds/services';

/** The protocol of OFFICE-HOST.md 2. */
export interface ArgumentInfo {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: unknown;
}
export interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
  QueryInfo?: { Select?: string[]; Expand?: string[]; Top?: number; Skip?: number };
}
export interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: ArgumentInfo;
}
export interface RequestBody {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}
export interface Reply {
  Results: { ActionId: number; Value: unknown }[];
  TraceIds: number[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number };
}

const memberName = (wire: string) => (wire.startsWith('_') ? wire : (wire[0] ?? '').toLowerCase() + wire.slice(1));
const wireName = (member: string) =>
  member.startsWith('_') ? member : (member[0] ?? '').toUpperCase() + member.slice(1);
const own = <V>(table: Record<string, V> | undefined, name: string): V | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

/** Answers one request, action by action; stops at the first error, what went before stays done. */
export class Processor {
  private resolved = new Map<number, Remote | null>();

  constructor(
    private readonly body: RequestBody,
    private readonly call: Call,
    /** The ExcelApi version of the manifest; members above it are refused with ApiNotFound. */
    private readonly excelApi: string,
  ) {}

  /** `stopBefore`: the index of the action at which the request dies, for faults in the middle. */
  async run(stopBefore = Infinity, fault?: HostError): Promise<Reply> {
    const reply: Reply = { Results: [], TraceIds: [] };
    for (const [index, action] of this.body.Actions.entries()) {
      try {
        if (index >= stopBefore) {
          if (!fault) return reply;
          throw fault;
        }
        const value = await this.act(action, reply);
        if (value !== undefined) reply.Results.push({ ActionId: action.Id, Value: value });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        const status = { ItemNotFound: 404, AccessDenied: 403 }[error.code] ?? 400;
        reply.Error = {
          Code: error.code,
          Message: error.message,
          Location: error.location,
          ActionIndex: index,
          HttpStatusCode: status,
        };
        return reply;
      }
    }
    return reply;
  }

  /** The class and id of an object path that was resolved, for event registrations. */
  targetOf(pathId: number): { kind: string; id: string } | null {
    const target = this.resolved.get(pathId);
    if (!target) return null;
    const id = target.kind.id?.(target.target).Id;
    return { kind: target.kind.name, id: typeof id === 'string' ? id : 'Workbook' };
  }

  private async act(action: Action, reply: Reply): Promise<unknown> {
    if (action.ActionType === 5) {
      reply.TraceIds.push(action.Id);
      return null;
    }
    const target = await this.resolve(action.ObjectPathId);
    if (action.ActionType === 1) return target && this.identity(target);
    const name = memberName(action.Name);
    if (action.ActionType === 2) return target && this.query(target, action.QueryInfo ?? {});
    if (action.ActionType === 3) {
      const result = target && (await this.invoke(target, name, await this.arguments(action.ArgumentInfo)));
      return isRemote(result) ? this.identity(result) : (result ?? null);
    }
    if (action.ActionType === 4) {
      if (target) this.assign(target, name, (await this.arguments(action.ArgumentInfo))[0]);
      return undefined;
    }
    throw notImplemented(`action type ${action.ActionType}`);
  }

  private async resolve(id: number): Promise<Remote | null> {
    if (this.resolved.has(id)) return this.resolved.get(id) ?? null;
    const path = this.body.ObjectPaths[String(id)];
    if (!path) throw notImplemented(`object path ${id}, which the request lacks`);
    const found = await this.follow(path);
    this.resolved.set(id, found);
    return found;
  }

  private async follow(path: ObjectPath): Promise<Remote | null> {
    const type = path.ObjectPathType;
    if (type === 1) return remote(workbookKind, this.call.book);
    if (type === 7) return null;
    if (type === 2) {
      const service = own(serviceKinds, path.Name);
      if (!service) throw notImplemented(`the service ${path.Name}`);
      return remote(service, this.call.book);
    }
    if (type === 6) {
      const area = this.call.book.areas.get(path.Name);
      if (!area) throw notFound();
      return remote(rangeKind, area);
    }
    const parent = await this.resolve(path.ParentObjectPathId ?? 0);
    if (!parent) return null;
    const name = type === 5 ? 'getItem' : memberName(path.Name);
    if (type === 4) return this.locate(parent, name, () => this.member(parent, 'go', name)(parent.target, this.call));
    const result = await this.invoke(parent, name, await this.arguments(path.ArgumentInfo));
    if (result !== null && !isRemote(result)) throw notImplemented(`${parent.kind.name}.${name} as an object`);
    return result;
  }

  private async arguments(info: ArgumentInfo | undefined): Promise<unknown[]> {
    return (await this.withObjects(info?.Arguments ?? [], info?.ReferencedObjectPathIds)) as unknown[];
  }

  /** Puts objects where the client sent the ids of their paths. */
  private async withObjects(value: unknown, ids: unknown): Promise<unknown> {
    if (typeof ids === 'number' && ids > 0) return this.resolve(ids);
    if (Array.isArray(value) && Array.isArray(ids)) {
      const list: unknown[] = [];
      for (const [i, item] of value.entries()) list.push(await this.withObjects(item, ids[i]));
      return list;
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const plain = value as Record<string, unknown>;
      if (typeof plain._ObjectPathId === 'number') return this.resolve(plain._ObjectPathId);
      const entries = Object.entries(plain);
      if (entries.some(([, v]) => typeof v === 'object' && v !== null && '_ObjectPathId' in v)) {
        const made: Record<string, unknown> = {};
        for (const [key, item] of entries) made[key] = await this.withObjects(item, undefined);
        return made;
      }
    }
    return value;
  }

  /** Finds a member and refuses what the requirement set, or the host, doesn't have. */
  private member<K extends 'get' | 'set' | 'go' | 'call'>(
    target: Remote,
    table: K,
    name: string,
  ): NonNullable<Kind<object>[K]>[string] {
    const { kind } = target;
    const found = own(kind[table] as Record<string, unknown> | undefined, name);
    if (!name.startsWith('_') && !kind.name.startsWith('Host')) {
      const set = apiSetOf(kind.name, name);
      if (!set) throw notImplemented(`${kind.name}.${name}`);
      if (set.set !== 'ExcelApi' || compareVersions(set.version, this.excelApi) > 0)
        throw new HostError(
          'ApiNotFound',
          `The API you are trying to use could not be found: it needs ${set.set} ${set.version}, the manifest declares ExcelApi ${this.excelApi}.`,
        );
    }
    if (!found) throw notImplemented(`${kind.name}.${name}`);
    return found as NonNullable<Kind<object>[K]>[string];
  }

  private locate<R>(target: Remote, name: string, work: () => R): R {
    try {
      return work();
    } catch (error) {
      if (error instanceof HostError && !error.location) error.location = `${target.kind.name}.${name}`;
      throw error;
    }
  }

  private async invoke(target: Remote, name: string, args: unknown[]): Promise<unknown> {
    try {
      return await this.member(target, 'call', name)(target.target, args, this.call);
    } catch (error) {
      if (error instanceof HostError && !error.location) error.location = `${target.kind.name}.${name}`;
      throw error;
    }
  }

  private assign(target: Remote, name: string, value: unknown): void {
    this.locate(target, name, () => this.member(target, 'set', name)(target.target, value, this.call));
  }

  private identity(target: Remote): Record<string, unknown> {
    const reference = target.kind.name === 'Range' ? (target.target as Area).reference : undefined;
    return { ...target.kind.id?.(target.target), ...(reference ? { _ReferenceId: reference } : {}) };
  }

  private query(target: Remote, info: NonNullable<Action['QueryInfo']>): Record<string, unknown> {
    const select = [...(info.Select ?? []), ...(info.Expand ?? [])];
    if (!target.kind.items) return this.read(target, select);
    const items = target.kind.items(target.target, this.call);
    const from = info.Skip ?? 0;
    const chosen = items.slice(from, info.Top === undefined ? undefined : from + info.Top);
    const wanted = select
      .map((path) => path.replace(/^items\//, ''))
      .filter((path) => path !== 'items' && path !== 'count');
    const extra = wanted.filter((path) => own(target.kind.get, memberName(path)));
    const inner = wanted.filter((path) => !extra.includes(path));
    return {
      ...(extra.length > 0 ? this.read(target, extra) : this.identity(target)),
      _Items: chosen.map((item) => this.read(item, inner)),
      Count: items.length,
    };
  }

  private read(target: Remote, select: string[]): Record<string, unknown> {
    const result = this.identity(target);
    const nested = new Map<string, string[]>();
    const plain = select.length === 0 ? this.everything(target.kind) : [];
    for (const path of select) {
      const [first = '', ...rest] = path.split('/').map(memberName);
      if (own(target.kind.get, first)) plain.push(first);
      else nested.set(first, [...(nested.get(first) ?? []), ...(rest.length > 0 ? [rest.join('/')] : [])]);
    }
    for (const name of plain)
      result[wireName(name)] = this.locate(target, name, () =>
        this.member(target, 'get', name)(target.target, this.call),
      );
    for (const [name, inner] of nested) {
      if (!own(target.kind.go, name) && !apiSetOf(target.kind.name, name))
        throw invalidArgument(`${target.kind.name} has no ${name}`);
      const child = this.locate(target, name, () => this.member(target, 'go', name)(target.target, this.call));
      result[wireName(name)] = child && this.query(child, { Select: inner });
    }
    return result;
  }

  /** The plain properties that a load without names asks for. */
  private everything(kind: Kind<object>): string[] {
    return Object.keys(kind.get ?? {}).filter((name) => {
      const set = apiSetOf(kind.name, name);
      return set?.set === 'ExcelApi' && compareVersions(set.version, this.excelApi) <= 0;
    });
  }
}
