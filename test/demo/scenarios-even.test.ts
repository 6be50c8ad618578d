import { scenariosAreFoundOut } from './whole-sweeps.ts';

scenariosAreFoundOut(0);
