/* What an embedded form meets in Tasklist 7.24, as far as our forms use it: the same events, variables and order. */
(function () {
  'use strict';
  const query = new URLSearchParams(location.search);
  const host = document.querySelector('[cam-tasklist-form]');
  const container = host.querySelector('.form-container');
  const complete = host.querySelector('.form-actions .btn-primary');

  class Variables {
    constructor() { this.variables = {}; }
    variable(name) { return this.variables[name]; }
    createVariable(variable) {
      if (this.variables[variable.name]) { throw new Error('already exists: ' + variable.name); }
      this.variables[variable.name] = variable;
    }
    variableValue(name, value) { this.variables[name].value = value; return value; }
    isJsonVariable(name) { return ['Object', 'json', 'Json'].includes(this.variables[name].type); }
  }

  class CamForm {
    constructor(form) {
      this.formElement = [form];
      this.taskId = query.get('task');
      this.options = { urlParams: { userId: query.get('user') || 'maria.keller' } };
      this.variableManager = new Variables();
      this.listeners = {};
      this.businessKey = null;
    }
    on(event, listener) { (this.listeners[event] = this.listeners[event] || []).push(listener); }
    fireEvent(event, ...values) { (this.listeners[event] || []).forEach((listener) => listener(this, values)); }
    submit(callback) {
      this.submitPrevented = false;
      this.fireEvent('submit');
      if (this.submitPrevented) {
        const prevented = new Error('camForm submission prevented');
        this.fireEvent('submit-failed', prevented);
        callback(prevented);
        return;
      }
      const variables = {};
      for (const [name, variable] of Object.entries(this.variableManager.variables)) {
        const json = this.variableManager.isJsonVariable(name);
        variables[name] = { value: json ? JSON.stringify(variable.value) : variable.value, type: variable.type };
      }
      fetch('/harness/submit', { method: 'POST', body: JSON.stringify({ task: this.taskId, businessKey: this.businessKey, variables }) })
        .then(async (answer) => {
          if (answer.ok) {
            this.fireEvent('submit-success');
            callback(null);
          } else {
            const body = await answer.json();
            const error = new Error(body.message);
            error.status = answer.status;
            error.response = { body };
            this.fireEvent('submit-failed', error);
            callback(error);
          }
        });
    }
  }

  fetch('/harness/form/' + query.get('form')).then((answer) => answer.text()).then((html) => {
    container.innerHTML = '<div class="injected-form-wrapper">' + html + '</div>';
    const form = container.querySelector('form');
    const camForm = new CamForm(form);
    const script = form.querySelector('script[cam-script]').text;
    (function (camForm) { eval(script); })(camForm);
    complete.addEventListener('click', () => {
      complete.disabled = true;
      camForm.submit((error) => {
        complete.disabled = false;
        if (error) {
          camForm.variableManager.variables = {};
        } else {
          container.textContent = 'The task is completed.';
          container.classList.add('task-completed');
        }
      });
    });
  });
})();
