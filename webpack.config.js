import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import { EsbuildPlugin } from 'esbuild-loader';
import HtmlPlugin from 'html-webpack-plugin';
import { contentSecurityPolicy, OFFICE_JS_URL } from './scripts/policy.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${here}package.json`, 'utf8'));
const DEVELOPMENT_URL = 'https://localhost:3000';

/**
 * dist/ = the two pages, the worker, icons, fonts, the manifest and the page for IT. Settings, from the environment:
 * ADDIN_URL (where the pages will be served; without it the manifest is for `npm start`) and OFFICE_JS_URL.
 */
export default function config(_env, { mode = 'production' }) {
  const addinUrl = (process.env.ADDIN_URL ?? DEVELOPMENT_URL).replace(/\/+$/, '');
  const officeJs = process.env.OFFICE_JS_URL ?? OFFICE_JS_URL;
  const policy = contentSecurityPolicy(officeJs);
  const production = mode === 'production';

  /** Fills what the manifest and for-it.html leave open. */
  const fill = (content) =>
    content
      .toString()
      .replaceAll(DEVELOPMENT_URL, addinUrl)
      .replaceAll('ADDIN_VERSION', version)
      .replaceAll('CONTENT_SECURITY_POLICY', policy)
      .replaceAll('OFFICE_JS_ORIGIN', new URL(officeJs).origin)
      .replace(/<Version>[^<]*<\/Version>/, `<Version>${version}.0</Version>`);

  const page = (name) =>
    new HtmlPlugin({
      filename: `${name}.html`,
      template: `src/pane/${name}.html`,
      chunks: [name],
      officeJs,
      policy,
      inject: 'body',
    });

  return {
    mode,
    context: here,
    // Nothing evaluated, no addresses of the machine that built it.
    devtool: production ? false : 'source-map',
    entry: { taskpane: './src/pane/taskpane.tsx', index: './src/pane/index.tsx' },
    output: {
      path: `${here}dist`,
      filename: '[name].[contenthash:8].js',
      chunkFilename: '[name].[contenthash:8].js',
      assetModuleFilename: 'fonts/[name][ext]',
      publicPath: 'auto',
      clean: true,
    },
    resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
    module: {
      rules: [
        { test: /\.tsx?$/, loader: 'esbuild-loader', options: { target: 'es2022', jsx: 'automatic' } },
        { test: /\.(ttf|otf|woff2?)$/, type: 'asset/resource' },
      ],
    },
    optimization: { minimizer: [new EsbuildPlugin({ target: 'es2022', legalComments: 'none' })] },
    performance: { hints: false },
    plugins: [
      page('taskpane'),
      page('index'),
      new CopyPlugin({
        patterns: [
          { from: 'assets/icons', to: 'icons' },
          { from: 'manifest.xml', transform: fill },
          { from: 'src/pane/for-it.html', transform: fill },
          { from: 'assets/catalogue.json', to: 'packs/catalogue.json' },
        ],
      }),
    ],
    devServer: {
      port: 3000,
      host: 'localhost',
      hot: false,
      static: false,
      headers: { 'Content-Security-Policy': policy },
      client: { overlay: false },
    },
    stats: 'errors-warnings',
  };
}
