package dev.gatehouse.architecture.planted.commandwindow.domain;

import org.springframework.util.StringUtils;

public final class DomainThatKnowsSpring {
    public boolean said(String text) {
        return StringUtils.hasText(text);
    }
}
