package dev.gatehouse.engine.identity;

import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.rest.spi.ProcessEngineProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * The engine behind {@code /engine-rest} and the webapp is the one of the application that the request came to, whatever
 * it is called and however many others run in the same JVM. Found by the engine as a service.
 */
public final class EngineOfTheRequest implements ProcessEngineProvider {

    @Override
    public @Nullable ProcessEngine getDefaultProcessEngine() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            WebApplicationContext application = WebApplicationContextUtils.getWebApplicationContext(
                    request.getRequest().getServletContext());
            if (application != null) {
                return application.getBean(ProcessEngine.class);
            }
        }
        return ProcessEngines.getDefaultProcessEngine();
    }

    @Override
    public @Nullable ProcessEngine getProcessEngine(String name) {
        ProcessEngine engine = getDefaultProcessEngine();
        return engine != null && engine.getName().equals(name) ? engine : null;
    }

    @Override
    public Set<String> getProcessEngineNames() {
        ProcessEngine engine = getDefaultProcessEngine();
        return engine == null ? Set.of() : Set.of(engine.getName());
    }
}
