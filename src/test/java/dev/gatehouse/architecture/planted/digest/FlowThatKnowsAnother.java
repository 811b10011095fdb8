package dev.gatehouse.architecture.planted.digest;

import dev.gatehouse.architecture.planted.commandwindow.domain.DomainThatKnowsSpring;

public final class FlowThatKnowsAnother {
    public boolean said(String text) {
        return new DomainThatKnowsSpring().said(text);
    }
}
