import type { RecordStore } from '../../state/state-store.ts';

const kind = 'teams_service';
const id = 'address';

/** Where messages of the public cloud may be sent before anybody wrote ("Send proactive messages"). */
const publicAddress = 'https://smba.trafficmanager.net/teams/';

/** Where the company's Teams takes messages, as activities that were believed said last; shared by all replicas. */
export interface ServiceAddress {
  remember(address: string | undefined): Promise<void>;
  find(): Promise<string>;
}

export function createServiceAddress(records: RecordStore): ServiceAddress {
  let last: string | undefined;
  return {
    async remember(address) {
      if (address === undefined || address === '' || address === last) return;
      last = address;
      await records.writeRecord(kind, id, address, null);
    },
    async find() {
      return last ?? (await records.readRecord(kind, id)) ?? publicAddress;
    },
  };
}
