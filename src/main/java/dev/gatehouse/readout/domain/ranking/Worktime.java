package dev.gatehouse.readout.domain.ranking;

/**
 * When somebody works over a horizon; people who keep the same hours in the same zone share one.
 *
 * @param hours the stretches
 * @param outside starts whose slot is not wholly inside one of them
 */
record Worktime(Stretches hours, Starts outside) {}
