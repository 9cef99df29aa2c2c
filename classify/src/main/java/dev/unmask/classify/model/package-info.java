/**
 * What classification counts: the signature of one host, the profile of a cluster, the facts kept
 * of its certificate. The topology stores and counts them, {@code evidence} and {@code assess} read
 * them. Nothing here knows Kafka, files, sockets or a clock, or compares one host with another.
 */
@NullMarked
package dev.unmask.classify.model;

import org.jspecify.annotations.NullMarked;
