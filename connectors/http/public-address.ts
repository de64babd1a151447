import { BlockList, isIP } from 'node:net';

/**
 * IPv4 that is not the internet's: this host, private networks, carriers' shared space, link-local (where clouds keep
 * credentials), documentation, benchmarks, multicast, reserved (IANA IPv4 Special-Purpose Address Registry).
 */
const withheld4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Where DNS64 puts IPv4 (RFC 6052): as good as what stands in the last 32 bits. */
const translated = '64:ff9b::';

/** All IPv6 that is the internet's; loopback, link-local, unique local and mapped addresses are none of it. */
const global6 = listOf(
  [
    ['2000::', 3],
    [translated, 96],
  ],
  'ipv6',
);

/** Of it, what is documentation or leads to IPv4: Teredo, 6to4 (IANA IPv6 Special-Purpose Address Registry). */
const inner6 = listOf(
  [
    ['2001::', 32],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
    ...withheld4.map(([address, prefix]) => [`${translated}${address}`, 96 + prefix] as const),
  ],
  'ipv6',
);

// A list of its own: one of both families takes ::/96 for all of IPv4.
const inner4 = listOf(withheld4, 'ipv4');

/** Whether an address is one that the whole internet reaches; a name is none. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner4.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !inner6.check(address, 'ipv6');
}

function listOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, family);
  return list;
}
