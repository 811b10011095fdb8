/*
 * What every form asks for first: it fetches the shared scripts that the form stands on, each once however many forms
 * are open, and then runs the form. Until they are there nothing can be sent; a form whose script does not come says so.
 */
(function forms() {
  'use strict';

  if (window.GatehouseForms) {
    return;
  }

  const GATE = { Gatehouse: 'gatehouse.js' };
  const RELEASE = { ...GATE, GatehouseRelease: 'release.js', GatehouseDisclosure: 'disclosure.js', GatehouseWorkbench: 'workbench.js' };
  const READOUT = { ...GATE, GatehouseZones: 'zones.js', GatehouseWeek: 'week.js', GatehouseReadout: 'readout.js' };

  function load([name, ...others], scripts, ready, failed) {
    if (!name) {
      ready();
    } else if (window[name]) {
      load(others, scripts, ready, failed);
    } else {
      const script = document.createElement('script');
      script.src = '/gatehouse/shared/' + scripts[name];
      script.onload = () => load(others, scripts, ready, failed);
      script.onerror = failed;
      document.head.appendChild(script);
    }
  }

  function open(camForm, scripts, run) {
    let ready = false;
    camForm.on('submit', () => { camForm.submitPrevented = !ready; });
    load(Object.keys(scripts), scripts, () => {
      ready = true;
      run();
    }, () => {
      (camForm.formElement[0] || camForm.formElement).querySelector('.gh-root').textContent = 'The form could not be loaded. Open the task or the dialog again.';
    });
  }

  window.GatehouseForms = {
    /** The form behind "Start process". */
    start: (camForm, form) => open(camForm, GATE, () => window.Gatehouse.runStart(camForm, form)),
    /** A gate of a command window. */
    window: (camForm, form) => open(camForm, GATE, () => window.Gatehouse.runGate(camForm, form)),
    /** A gate of a release or of its lane. */
    release: (camForm, form) => open(camForm, RELEASE, () => window.Gatehouse.runGate(camForm, window.GatehouseRelease.gate(form))),
    /** A gate of a readout; the form makes it when the scripts that it stands on are there. */
    readout: (camForm, form) => open(camForm, READOUT, () => window.Gatehouse.runGate(camForm, form())),
  };
})();
