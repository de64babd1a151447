import { listOf, listResources, readSearch } from './list-resources.ts';
import { patchAttributes } from './patch-attributes.ts';
import type { ResourceStore } from './resource-store.ts';
import { ScimError } from './scim-error.ts';
import type { Attributes, ResourceKind, ScimResource } from './scim-resource.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './scim-schemas.ts';
import { readProjection, showResource, versionOf } from './show-resource.ts';
import { tidyAttributes } from './tidy-attributes.ts';

export interface ScimRequest {
  readonly method: string;
  /** Path below the base address: `/Users/2819c223`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `If-Match`: the version that must still hold. */
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** The body as parsed JSON. @throws ScimError where it is none, or too long. */
  readonly readBody: () => Promise<unknown>;
}

export interface ScimAnswer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers a request of an identity provider (RFC 7644).
 *
 * @param address base address, for links to resources.
 * @throws ScimError where it is refused.
 */
export async function answerRequest(
  request: ScimRequest,
  store: ResourceStore,
  address: string,
): Promise<ScimAnswer> {
  const [, endpoint = '', id, ...rest] = request.path.split('/');
  if (rest.length > 0) throw new ScimError(404, 'There is no such address.');
  if (endpoint === search && id === undefined)
    return await listResources(await readSearch(request), { store, address, kinds: ['User', 'Group'] });
  const kind = endpoint === 'Users' ? 'User' : endpoint === 'Groups' ? 'Group' : undefined;
  if (kind === undefined) return describe(request, endpoint, id);
  if (id === search) return await listResources(await readSearch(request), { store, address, kinds: [kind] });
  const answering: Answering = { request, store, address, kind };
  return id === undefined || id === '' ? await answerAll(answering) : await answerOne(answering, id);
}

/** Where a query may stand in the body. */
const search = '.search';

interface Answering {
  readonly request: ScimRequest;
  readonly store: ResourceStore;
  readonly address: string;
  readonly kind: ResourceKind;
}

function describe({ method, query }: ScimRequest, endpoint: string, id: string | undefined): ScimAnswer {
  const found: Readonly<Record<string, readonly { readonly id: string }[]>> = {
    Schemas: schemas,
    ResourceTypes: resourceTypes,
  };
  const list = Object.hasOwn(found, endpoint) ? found[endpoint] : undefined;
  if (list === undefined && endpoint !== 'ServiceProviderConfig')
    throw new ScimError(
      404,
      `There is no ${endpoint === '' ? 'such address' : `/${endpoint.slice(0, 50)}`}; there are /Users, /Groups, /ServiceProviderConfig, /Schemas and /ResourceTypes.`,
    );
  if (method !== 'GET') throw new ScimError(405, `${endpoint} can only be read.`);
  if (query.has('filter')) throw new ScimError(403, `${endpoint} cannot be filtered.`);
  if (list === undefined) return { status: 200, body: serviceProviderConfig };
  if (id === undefined || id === '') return { status: 200, body: listOf(list, list.length, 1) };
  // Some clients write the colons of a URN as they are, some as %3A.
  const name = id.replace(/%3a/gi, ':').toLowerCase();
  const one = list.find((entry) => entry.id.toLowerCase() === name);
  if (one === undefined) throw new ScimError(404, `There is no such entry of /${endpoint}.`);
  return { status: 200, body: one };
}

async function answerAll(answering: Answering): Promise<ScimAnswer> {
  const { request, store, address, kind } = answering;
  if (request.method === 'GET') return await listResources(request.query, { store, address, kinds: [kind] });
  if (request.method !== 'POST') throw new ScimError(405, `${request.method} needs the id of a ${kind}.`);
  const attributes = tidyAttributes(kind, await request.readBody());
  const created = await store.inTurn(async () => {
    await refuseTaken(store, kind, attributes, undefined);
    return await store.create(kind, attributes);
  });
  const shown = showOne(created, answering);
  return {
    ...shown,
    status: 201,
    headers: { ...shown.headers, location: `${address}/${kind}s/${created.id}` },
  };
}

async function answerOne(answering: Answering, id: string): Promise<ScimAnswer> {
  const { request, store, kind } = answering;
  switch (request.method) {
    case 'GET': {
      const found = await existing(store, kind, id);
      const version = versionOf(found);
      if (request.ifNoneMatch === version) return { status: 304, headers: { etag: version } };
      return showOne(found, answering);
    }
    case 'PUT':
    case 'PATCH': {
      const body = await request.readBody();
      const updated = await store.inTurn(async () => {
        const before = await existing(store, kind, id);
        refuseOutdated(request, before);
        const pushed = request.method === 'PUT' ? body : patchAttributes(before.attributes, body);
        const attributes = tidyAttributes(kind, pushed);
        await refuseTaken(store, kind, attributes, id);
        return await store.update(before, attributes);
      });
      return showOne(updated, answering);
    }
    case 'DELETE':
      await store.inTurn(async () => {
        const found = await existing(store, kind, id);
        refuseOutdated(request, found);
        await store.remove(found);
      });
      return { status: 204 };
    default:
      throw new ScimError(405, `A ${kind} takes GET, PUT, PATCH and DELETE.`);
  }
}

function showOne(resource: ScimResource, { request, address }: Answering): ScimAnswer {
  const body = showResource(resource, address, readProjection(request.query));
  return { status: 200, body, headers: { etag: versionOf(resource) } };
}

async function existing(store: ResourceStore, kind: ResourceKind, id: string): Promise<ScimResource> {
  const found = await store.read(kind, id);
  if (found === null) throw new ScimError(404, `There is no ${kind} '${id.slice(0, 100)}'.`);
  return found;
}

/** @throws ScimError 409 where another one has the name that people sign in by. */
async function refuseTaken(
  store: ResourceStore,
  kind: ResourceKind,
  { userName }: Attributes,
  own: string | undefined,
): Promise<void> {
  if (kind !== 'User' || typeof userName !== 'string') return;
  const others = await store.find(kind, { attribute: 'userName', value: userName });
  const isTaken = others.some(
    ({ id, attributes }) =>
      id !== own && String(attributes.userName).toLowerCase() === userName.toLowerCase(),
  );
  if (isTaken) throw new ScimError(409, 'Another User has this userName already.', 'uniqueness');
}

function refuseOutdated({ ifMatch }: ScimRequest, resource: ScimResource): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === versionOf(resource)) return;
  throw new ScimError(412, 'It was changed in the meantime; read it again.');
}
