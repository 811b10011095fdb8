package dev.gatehouse.web.security;

import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** What somebody is at this moment, as rules for paths: a session that outlives an account or a group opens nothing. */
final class Standing {
    private final Directory directory;

    Standing(Directory directory) {
        this.directory = directory;
    }

    /** Anybody with an account. */
    AuthorizationManager<RequestAuthorizationContext> account() {
        return of(directory::exists);
    }

    /** A human. */
    AuthorizationManager<RequestAuthorizationContext> person() {
        return of(directory::isPerson);
    }

    /** Somebody in one of these groups. */
    AuthorizationManager<RequestAuthorizationContext> in(String... groups) {
        Set<String> wanted = Set.of(groups);
        return of(name -> directory.groupsOf(name).stream().anyMatch(wanted::contains));
    }

    /** An admin. */
    AuthorizationManager<RequestAuthorizationContext> admin() {
        return in(Groups.ADMIN);
    }

    private static AuthorizationManager<RequestAuthorizationContext> of(Predicate<String> rule) {
        return (authentication, context) -> {
            Authentication who = authentication.get();
            return new AuthorizationDecision(Refusals.isKnown(who) && rule.test(who.getName()));
        };
    }
}
