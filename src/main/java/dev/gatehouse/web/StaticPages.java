package dev.gatehouse.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the shared script and style of forms and pages, and the read-only pages: {@code /cases}, {@code /cases/{caseId}},
 * {@code /cases/{caseId}/digest} for the printer, and {@code /outbox}. They hold no data; what they show they read from
 * {@code /api} as the person who is logged in.
 */
@Configuration(proxyBeanMethods = false)
class StaticPages implements WebMvcConfigurer {

    /** Always asked for again, so that a form never runs on the script of an older server. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/gatehouse/shared/**")
                .addResourceLocations("classpath:/forms/shared/")
                .setCacheControl(CacheControl.noCache());
        registry.addResourceHandler("/gatehouse/pages/**")
                .addResourceLocations("classpath:/pages/")
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/cases").setViewName("forward:/gatehouse/pages/cases.html");
        registry.addViewController("/cases/{caseId}").setViewName("forward:/gatehouse/pages/case.html");
        registry.addViewController("/cases/{caseId}/digest").setViewName("forward:/gatehouse/pages/digest.html");
        registry.addViewController("/outbox").setViewName("forward:/gatehouse/pages/outbox.html");
    }
}
