// Bundles every page: a folder with a main.tsx is one. Writes the files, each also compressed, and manifest.json, which
// says under which name the gateway finds the script and the style sheet of a page. Usage: node build.mjs FOLDER
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(folder, 'built');
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const pages = readdirSync(folder).filter(name => name !== 'node_modules' && existsSync(join(folder, name, 'main.tsx')));
const result = await build({
  absWorkingDir: folder,
  entryPoints: pages.map(page => ({ in: join(page, 'main.tsx'), out: page })),
  outdir: output,
  entryNames: '[name]-[hash]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
});

const manifest = {};
for (const [path, made] of Object.entries(result.metafile.outputs)) {
  if (made.entryPoint) {
    const page = made.entryPoint.split('/')[0];
    manifest[`${page}.js`] = basename(path);
    if (made.cssBundle) {
      manifest[`${page}.css`] = basename(made.cssBundle);
    }
  }
}
writeFileSync(join(output, 'manifest.json'), JSON.stringify(manifest));
for (const file of readdirSync(output).filter(name => /\.(js|css)$/.test(name))) {
  writeFileSync(join(output, `${file}.br`), brotliCompressSync(readFileSync(join(output, file)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  }));
}
