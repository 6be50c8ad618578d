import { scenariosAreFoundOut, sweepsAreRepeatable } from './whole-sweeps.ts';

scenariosAreFoundOut(1);
sweepsAreRepeatable();
