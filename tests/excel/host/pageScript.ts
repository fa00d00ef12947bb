/** What the page needs to know before office.js runs. */
export interface PageSetup {
  requirementSets: Record<string, string>;
  documentSettings: Record<string, string>;
  /** Office's theme as numbers: body and control colours. */
  theme: Record<string, number>;
}

interface Wire {
  __hostExecute(dispId: number, params: unknown[]): Promise<{ body?: string; error?: number }>;
  __hostWriteSettings(keys: string[], values: string[]): Promise<void>;
  __hostCompleted(id: string, status: number, data: string): Promise<void>;
  __hostViolation(text: string): Promise<void>;
  __hostFire?(dispId: number, payload: unknown[] | null): boolean;
}

/**
 * Runs in the page before everything else: puts the object in place that Excel for Windows offers as `window.external`.
 * It must not use anything outside itself. Everything is answered by the test process through the `__host...` functions.
 */
export function installExternal(setup: PageSetup): void {
  const wire = window as unknown as Window & Wire;
  type Callback = (result: unknown) => void;
  const handlers = new Map<number, (dispId: number, payload: unknown) => void>();
  const array = (items: unknown[]) => ({ toArray: () => items, dimensions: () => 1 });
  const settings = { ...setup.documentSettings };
  const context = {
    GetAppType: () => 1,
    GetSolutionRef: () => 'needs-map-tests',
    GetAppVersionMajor: () => 16,
    GetAppVersionMinor: () => 1,
    GetAppUILocale: () => 1033,
    GetAppDataLocale: () => 2057,
    GetDocUrl: () => 'C:\\Book1.xlsx',
    GetAppCapabilities: () => 1,
    GetActivationMode: () => 1,
    GetControlIntegrationLevel: () => 1,
    GetSolutionToken: () => '',
    GetCorrelationId: () => '00000000-0000-0000-0000-000000000001',
    GetInstanceId: () => '1',
    GetTouchEnabled: () => false,
    GetCommerceAllowed: () => false,
    GetSupportedMatrix: () => JSON.stringify(setup.requirementSets),
    GetHostFullVersion: () => '16.0.14326.20454',
    GetOfficeThemeInfo: () => JSON.stringify(setup.theme),
    GetInitialDisplayMode: () => 0,
    GetSettings: () => ({
      Read(keys: string[], values: string[]) {
        for (const [key, value] of Object.entries(settings)) {
          keys.push(key);
          values.push(value);
        }
      },
      Write(keys: string[], values: string[]) {
        for (const key of Object.keys(settings)) delete settings[key];
        keys.forEach((key, i) => (settings[key] = values[i] ?? ''));
        void wire.__hostWriteSettings(keys, values);
      },
    }),
  };
  const external = {
    GetHostInfo: () => 'Excel$Win32$16.01$en-US$$$disableLogging$0',
    GetLoggingAllowed: () => false,
    GetContext: () => context,
    Execute(dispId: number, params: unknown[], callback: Callback) {
      if (dispId === 94) {
        void wire.__hostCompleted(String(params[0]), Number(params[1]), String(params[2]));
        return callback(0);
      }
      const given = (Array.isArray(params) ? params : []) as unknown[];
      const message = (given[0] as { toArray?: () => unknown[] } | undefined)?.toArray?.() ?? given[0];
      void wire.__hostExecute(dispId, message as unknown[]).then((answer) => {
        if (answer.error !== undefined) callback(answer.error);
        else callback({ toArray: () => [0, 200, [], answer.body] });
      });
    },
    RegisterEvent(
      dispId: number,
      _target: string,
      handler: (dispId: number, payload: unknown) => void,
      callback: Callback,
    ) {
      handlers.set(dispId, handler);
      callback(0);
    },
    UnregisterEvent(dispId: number, _target: string, callback: Callback) {
      handlers.delete(dispId);
      callback(0);
    },
  };
  wire.__hostFire = (dispId, payload) => {
    const handler = handlers.get(dispId);
    if (!handler) return false;
    if (dispId === 33) handler(33, array([array(payload ?? [])]));
    else handler(dispId, array(payload ?? []));
    return true;
  };
  Object.defineProperty(window, 'external', { value: external, configurable: true });
  addEventListener('securitypolicyviolation', (event) => {
    void wire.__hostViolation(`${event.violatedDirective} forbids ${event.blockedURI || 'inline'}`);
  });
}
