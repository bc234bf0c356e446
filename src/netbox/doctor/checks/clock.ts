import { ok, unseen, warning, type DoctorCheck } from '../doctor-check.ts';

/** HTTP dates are whole seconds, and the answer took its time. */
const TOLERATED_MS = 5_000;

/** Whether both machines have the same time: windows, expiries and catching up compare NetBox's times with ours. */
export const clock: DoctorCheck = {
  name: 'clock',
  async run({ client, nowMs }) {
    const before = nowMs();
    const { date } = await client.demand('tell its time', client.api.GET('/api/status/'));
    const after = nowMs();
    const theirs = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(theirs)) {
      return [unseen('NetBox’s answers carry no date.', 'Compare the clocks of both machines by hand.')];
    }
    // The date was written somewhere between asking and hearing, and cut to its second.
    const skew = theirs + 1_000 < before ? theirs + 1_000 - before : Math.max(0, theirs - after);
    const seconds = Math.round(Math.abs(skew) / 1_000);
    if (Math.abs(skew) <= TOLERATED_MS) return [ok('NetBox’s clock and ours agree.')];
    return [
      warning(
        `NetBox’s clock is ${seconds} s ${skew < 0 ? 'behind' : 'ahead of'} ours.`,
        'Synchronize both machines with the same time servers (NTP).',
      ),
    ];
  },
};
