/*
 * What every form asks for first: it fetches the shared scripts that the form stands on, each once however many forms
 * are open, and then runs the form. Until they are there nothing can be sent; a form whose script does not come says so.
 */
(function forms() {
  'use strict';

  if (window.GatehouseForms) {
    return;
  }

  const RELEASE = { Gatehouse: 'gatehouse.js', GatehouseRelease: 'release.js' };
  const DISCLOSURE = { ...RELEASE, GatehouseDisclosure: 'disclosure.js' };

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

  /** What a form says of itself: an object, or a function that makes it out of the shared scripts when they are there. */
  function own(form) {
    return typeof form === 'function' ? form() : form;
  }

  window.GatehouseForms = {
    /** The form behind "Start process". */
    start: (camForm, form) => open(camForm, { Gatehouse: 'gatehouse.js' }, () => window.Gatehouse.runStart(camForm, own(form))),
    /** A gate of a command window. */
    window: (camForm, form) => open(camForm, { Gatehouse: 'gatehouse.js' }, () => window.Gatehouse.runGate(camForm, own(form))),
    /** A gate of a release or of its lane. */
    release: (camForm, form) => open(camForm, RELEASE, () => window.GatehouseRelease.run(camForm, own(form))),
    /** A gate where the sections of a disclosure packet are seen. */
    disclosure: (camForm, form) => open(camForm, DISCLOSURE, () => window.GatehouseRelease.run(camForm, own(form))),
  };
})();
