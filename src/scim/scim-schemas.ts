/** Identifiers of schemas and messages (RFC 7643, 8.7; RFC 7644, 8.2). */
export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  serviceProvider: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** The most resources that one answer holds. */
export const mostResults = 200;

interface AttributeOptions {
  readonly multiValued?: boolean;
  readonly required?: boolean;
  readonly caseExact?: boolean;
  readonly mutability?: 'readOnly' | 'readWrite' | 'immutable';
  readonly returned?: 'always' | 'default';
  readonly uniqueness?: 'none' | 'server';
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly object[];
  readonly referenceTypes?: readonly string[];
}

type AttributeType = 'string' | 'boolean' | 'complex' | 'reference' | 'dateTime';

function attribute(
  name: string,
  description: string,
  type: AttributeType = 'string',
  options: AttributeOptions = {},
) {
  return {
    ...{
      name,
      type,
      description,
      multiValued: false,
      required: false,
      mutability: 'readWrite',
      returned: 'default',
    },
    ...(type === 'string' || type === 'reference' ? { caseExact: false, uniqueness: 'none' } : {}),
    ...options,
  };
}

const listOf = (name: string, description: string, subAttributes: readonly object[]) =>
  attribute(name, description, 'complex', { multiValued: true, subAttributes });

/** Others are not kept. */
const workType = attribute('type', 'What it is for.', 'string', { canonicalValues: ['work'] });

const userAttributes = [
  attribute('userName', 'The name that the person signs in by.', 'string', {
    required: true,
    uniqueness: 'server',
  }),
  attribute('name', 'Parts of the name.', 'complex', {
    subAttributes: ['formatted', 'familyName', 'givenName'].map((name) =>
      attribute(name, 'A part of the name.'),
    ),
  }),
  attribute('displayName', 'The name that is shown.'),
  attribute('nickName', 'What the person is called.'),
  attribute('profileUrl', 'Page of the person.', 'reference', { referenceTypes: ['external'] }),
  attribute('title', 'Job title.'),
  attribute('userType', 'Relation to the organisation, such as Employee.'),
  attribute('timezone', 'IANA time zone.'),
  attribute('active', 'Whether the person belongs to the organisation now.', 'boolean'),
  listOf('emails', 'E-mail addresses for work.', [
    attribute('value', 'The address.'),
    workType,
    attribute('primary', 'Whether it is the preferred one.', 'boolean'),
  ]),
  listOf('addresses', 'Where the person works.', [
    attribute('locality', 'Town.'),
    workType,
    attribute('primary', 'Whether it is the preferred one.', 'boolean'),
  ]),
];

const enterpriseAttributes = [
  attribute('employeeNumber', 'Number that the organisation gave.'),
  attribute('costCenter', 'Cost centre.'),
  attribute('organization', 'Organisation.'),
  attribute('division', 'Division.'),
  attribute('department', 'Department.'),
  attribute('manager', 'Whom the person reports to.', 'complex', {
    subAttributes: [
      attribute('value', 'Id of that person here.'),
      attribute('$ref', 'Address of that person here.', 'reference', { referenceTypes: ['User'] }),
      attribute('displayName', 'Name of that person.', 'string', { mutability: 'readOnly' }),
    ],
  }),
];

const groupAttributes = [
  attribute('displayName', 'Name of the group.', 'string', { required: true }),
  listOf('members', 'Who is in the group.', [
    attribute('value', 'Id of a person or a group here.', 'string', { mutability: 'immutable' }),
    attribute('type', 'User or Group.', 'string', { mutability: 'immutable' }),
    attribute('display', 'Name of the member.', 'string', { mutability: 'readOnly' }),
  ]),
];

function schema(id: string, name: string, description: string, attributes: readonly object[]) {
  return {
    schemas: [urn.schema],
    ...{ id, name, description, attributes },
    meta: { resourceType: 'Schema', location: `/scim/v2/Schemas/${id}` },
  };
}

/** What `/Schemas` says (RFC 7643, 7): what is kept and understood. Others are kept where the source maps them. */
export const schemas = [
  schema(urn.user, 'User', 'A person.', userAttributes),
  schema(urn.enterprise, 'EnterpriseUser', 'A person of an organisation.', enterpriseAttributes),
  schema(urn.group, 'Group', 'A group of people.', groupAttributes),
];

function resourceType(name: 'User' | 'Group', of: string, extensions: readonly string[] = []) {
  return {
    schemas: [urn.resourceType],
    id: name,
    name,
    endpoint: `/${name}s`,
    description: name === 'User' ? 'People' : 'Groups of people',
    schema: of,
    schemaExtensions: extensions.map((extension) => ({ schema: extension, required: false })),
    meta: { resourceType: 'ResourceType', location: `/scim/v2/ResourceTypes/${name}` },
  };
}

/** What `/ResourceTypes` says (RFC 7643, 6). */
export const resourceTypes = [
  resourceType('User', urn.user, [urn.enterprise]),
  resourceType('Group', urn.group),
];

/** What `/ServiceProviderConfig` says (RFC 7643, 5). */
export const serviceProviderConfig = {
  schemas: [urn.serviceProvider],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: mostResults },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The token that is configured for the source.',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: '/scim/v2/ServiceProviderConfig' },
};

/** Names of attributes as the schemas write them, by their lower-case form: in paths and filters case does not count. */
export const canonicalNames: ReadonlyMap<string, string> = new Map(
  [
    ...['id', 'externalId', 'schemas', 'meta', 'password', 'groups'],
    ...['preferredLanguage', 'locale', 'phoneNumbers', 'roles'],
    ...['entitlements', 'ims', 'photos', 'x509Certificates'],
    ...[...userAttributes, ...groupAttributes, ...enterpriseAttributes].map(({ name }) => name),
  ].map((name) => [name.toLowerCase(), name]),
);

/** Attributes that hold several values, each an object with `value`. */
export const multiValued: ReadonlySet<string> = new Set([
  ...['emails', 'phoneNumbers', 'addresses', 'roles', 'entitlements', 'ims', 'photos', 'x509Certificates'],
  'members',
]);
