import { deviceContract } from './device-contract.ts';
import { makeSwitchBench } from './eos-bench.ts';
import { transactionContract } from './transaction-contract.ts';

deviceContract('the simulated arista_eos device', () => makeSwitchBench('127.77.0.41', '4.31.1F'));

// The two tell of a commit that waits in different ways.
for (const version of ['4.31.1F', '4.32.2F'])
  transactionContract(`the simulated arista_eos device with EOS ${version}`, () =>
    makeSwitchBench('127.77.0.41', version),
  );
