/** JetBrains: the IDE downloads, and the service that lists them. */
import { bytes, json, redirect, type Site } from './answer.ts';
import { artefactOf } from './gitpod.ts';

const IDE_FILE = /\.(tar\.gz|zip|dmg|exe)$/;

/** The first download host, which redirects to the content network. */
export const jetbrainsDownloadSite: Site = ({ host, path }) => {
  if (!IDE_FILE.test(path)) return redirect('https://www.jetbrains.com/');
  return host === 'download.jetbrains.com' ? redirect(`https://download-cdn.jetbrains.com${path}`) : bytes(artefactOf(path));
};

export const jetbrainsDataSite: Site = ({ path }) =>
  path.startsWith('/products') ? json([{ code: 'IIU', name: 'IntelliJ IDEA Ultimate' }]) : redirect('https://www.jetbrains.com/');
