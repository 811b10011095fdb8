package dev.gatehouse.web.security;

import dev.gatehouse.gate.RefusalLog;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer.SessionFixationConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * One login for everything: a session from the login page for people, HTTP Basic for machines and scripts. What is not
 * named here is closed.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Header in which a page sends back the token of its session; the cookie that holds it is {@link #CSRF_COOKIE}. */
    static final String CSRF_HEADER = "X-CSRF-TOKEN";

    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

    static final String CSRF_COOKIE = "GATEHOUSE-CSRF";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OWN_PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    Refusals refusals(ObjectProvider<RefusalLog> log, ProblemWriter problems) {
        return new Refusals(log.getIfAvailable(() -> SecurityConfiguration::intoTheServersLog), problems);
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            AuthenticationProvider passwordCheck,
            Directory directory,
            EngineDoor engineDoor,
            Refusals refusals)
            throws Exception {
        Standing who = new Standing(directory);
        http.authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(Paths.any(
                        "/login",
                        "/look/**",
                        "/gatehouse/shared/**",
                        "/gatehouse/pages/**",
                        "/favicon.ico",
                        "/api/about"))
                .permitAll()
                .requestMatchers(Paths.any("/actuator/health", "/actuator/health/**"))
                .permitAll()
                .requestMatchers(Paths.any("/actuator/prometheus"))
                .access(who.in(Groups.ADMIN, Groups.METRICS))
                .requestMatchers(Paths.any("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui/**"))
                .access(who.account())
                .requestMatchers(Paths.any("/swagger-ui.html", "/engine-rest/**"))
                .access(who.account())
                .requestMatchers(Paths.any("/", "/cases", "/cases/**", "/outbox", "/outbox/**"))
                .access(who.person())
                // anybody could make an admin there while there is none
                .requestMatchers(Paths.any("/camunda/api/admin/setup/**"))
                .denyAll()
                .requestMatchers(Paths.any(
                        "/camunda/api/engine/**",
                        "/camunda/api/admin/auth/user/*",
                        "/camunda/api/*/plugin/*/static/**",
                        "/camunda/api/tasklist/**",
                        "/camunda/api/welcome/**"))
                .access(who.person())
                .requestMatchers(Paths.any("/camunda/api/**", "/camunda/app/cockpit/**", "/camunda/app/admin/**"))
                .access(who.admin())
                .requestMatchers(Paths.any("/camunda/app/**", "/camunda/lib/**", "/camunda/assets/**"))
                .access(who.person())
                .requestMatchers(Paths.any("/camunda", "/camunda/", "/camunda/favicon.ico"))
                .access(who.person())
                .anyRequest()
                .denyAll());

        ProviderManager manager = new ProviderManager(passwordCheck);
        BasicAuthenticationFilter basic = new BasicAuthenticationFilter(manager, refusals);
        BasicAuthenticationConverter credentials = new BasicAuthenticationConverter();
        basic.setAuthenticationConverter(
                request -> request.getRequestURI().startsWith("/camunda") ? null : credentials.convert(request));
        http.authenticationManager(manager)
                .addFilterAt(basic, BasicAuthenticationFilter.class)
                .formLogin(
                        form -> form.loginPage("/login").defaultSuccessUrl("/").failureUrl("/login?refused"))
                .logout(logout -> logout.logoutRequestMatcher(
                                request -> request.getMethod().equals("POST")
                                        && Paths.any("/logout", "/camunda/api/admin/auth/user/*/logout")
                                                .matches(request))
                        .logoutSuccessHandler((request, response, authentication) -> {
                            if (request.getRequestURI().startsWith("/camunda")) {
                                response.setStatus(HttpServletResponse.SC_OK);
                            } else {
                                response.sendRedirect("/login?out");
                            }
                        }))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // what somebody else left in a session is not carried over
                .sessionManagement(session -> session.sessionFixation(SessionFixationConfigurer::newSession))
                .requestCache(cache -> {
                    HttpSessionRequestCache navigations = new HttpSessionRequestCache();
                    navigations.setRequestMatcher(Refusals::isNavigation);
                    navigations.setMatchingRequestParameterName(null);
                    cache.requestCache(navigations);
                })
                .csrf(csrf -> csrf.csrfTokenRepository(tokens())
                        .csrfTokenRequestHandler(new TokenForPages())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsToken))
                .anonymous(Customizer.withDefaults());
        http.headers(headers -> headers.cacheControl(cache -> cache.disable())
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(Paths.any("/camunda/lib/**", "/camunda/assets/**", "/look/**")),
                        new CacheControlHeadersWriter()))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(Paths.any("/camunda/**", "/swagger-ui/**")),
                        new ContentSecurityPolicyHeaderWriter(OWN_PAGES)))
                .referrerPolicy(Customizer.withDefaults()));

        http.addFilterAfter(engineDoor, AuthorizationFilter.class);
        return http.build();
    }

    private static void intoTheServersLog(
            String user, String door, String sentence, @Nullable String taskId, @Nullable String caseId) {
        log.info("refused {} at {} (task {}, case {}): {}", user, door, taskId, caseId, sentence);
    }

    /** The door stands inside the chain above; as a bean the server would put it up a second time, in front of it. */
    @Bean
    FilterRegistrationBean<EngineDoor> engineDoorOnlyInTheChain(EngineDoor door) {
        FilterRegistrationBean<EngineDoor> registration = new FilterRegistrationBean<>(door);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    CookieSameSiteSupplier sessionStaysOnThisSite() {
        return CookieSameSiteSupplier.ofLax().whenHasName("JSESSIONID");
    }

    private static CookieCsrfTokenRepository tokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(CSRF_COOKIE);
        tokens.setHeaderName(CSRF_HEADER);
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    /**
     * What a browser could be made to send by another site: with a session, or to get one. A script that brings its
     * credentials itself cannot be; a browser that has them stored can, and is known by the headers it adds. The
     * engine's webapp has a token of its own.
     */
    private static boolean needsToken(HttpServletRequest request) {
        boolean browserWithPassword = request.getHeader(HttpHeaders.AUTHORIZATION) != null
                && (request.getHeader("Sec-Fetch-Site") != null || request.getHeader(HttpHeaders.ORIGIN) != null);
        boolean withSession =
                request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getRequestedSessionId() != null;
        return !SAFE.contains(request.getMethod())
                && !request.getRequestURI().startsWith("/camunda/")
                && (browserWithPassword
                        || withSession
                        || request.getRequestURI().equals("/login"));
    }

    /** Sends the token's cookie along with every page, not only when something on the server asks for it. */
    private static final class TokenForPages extends CsrfTokenRequestAttributeHandler {
        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
            super.handle(request, response, token);
            if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
                token.get().getToken();
            }
        }
    }
}
