package dev.gatehouse.engine.identity;

import dev.gatehouse.people.DirectoryFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Where the accounts are declared: {@code gatehouse.directory}, a resource; none when it is not set. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    DirectoryFile directoryFile(@Value("${gatehouse.directory:#{null}}") @Nullable Resource resource)
            throws IOException {
        if (resource == null) {
            return DirectoryFile.EMPTY;
        }
        try (InputStream in = resource.getInputStream()) {
            return DirectoryFile.read(in);
        }
    }

    /** Behind the security chain, in front of the webapp's own filters. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappTrustsTheLogin() {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration =
                new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(
                Map.of(ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, WebappLogin.class.getName()));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 100);
        return registration;
    }
}
