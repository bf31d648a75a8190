package org.smtpra.ra;

import org.jspecify.annotations.Nullable;
import org.smtpra.config.SmtpProperty;

/**
 * The JavaBean side of {@link SmtpProperty}: one getter and setter a property, as servers want
 * them. Everything is judged all at once, when the configuration freezes; Bean Validation is not
 * asked (docs/decisions/0026).
 */
public abstract class SmtpFactoryProperties extends FreezableProperties {

  private static final long serialVersionUID = 1L;

  /** See {@link SmtpProperty#HOSTS}. */
  public String getHosts() {
    return text(SmtpProperty.HOSTS);
  }

  /** See {@link SmtpProperty#HOSTS}. */
  public void setHosts(@Nullable String value) {
    set(SmtpProperty.HOSTS, value);
  }

  /** See {@link SmtpProperty#HOST}. */
  public String getHost() {
    return text(SmtpProperty.HOST);
  }

  /** See {@link SmtpProperty#HOST}. */
  public void setHost(@Nullable String value) {
    set(SmtpProperty.HOST, value);
  }

  /** See {@link SmtpProperty#PORT}. */
  public @Nullable Integer getPort() {
    return number(SmtpProperty.PORT);
  }

  /** See {@link SmtpProperty#PORT}. */
  public void setPort(@Nullable Integer value) {
    set(SmtpProperty.PORT, value);
  }

  /** See {@link SmtpProperty#USER_NAME}. */
  public String getUserName() {
    return text(SmtpProperty.USER_NAME);
  }

  /** See {@link SmtpProperty#USER_NAME}. */
  public void setUserName(@Nullable String value) {
    set(SmtpProperty.USER_NAME, value);
  }

  /** See {@link SmtpProperty#PASSWORD}. */
  public String getPassword() {
    return text(SmtpProperty.PASSWORD);
  }

  /** See {@link SmtpProperty#PASSWORD}. */
  public void setPassword(@Nullable String value) {
    set(SmtpProperty.PASSWORD, value);
  }

  /** See {@link SmtpProperty#SECURITY}. */
  public String getSecurity() {
    return text(SmtpProperty.SECURITY);
  }

  /** See {@link SmtpProperty#SECURITY}. */
  public void setSecurity(@Nullable String value) {
    set(SmtpProperty.SECURITY, value);
  }

  /** See {@link SmtpProperty#CONNECT_TIMEOUT}. */
  public String getConnectTimeout() {
    return text(SmtpProperty.CONNECT_TIMEOUT);
  }

  /** See {@link SmtpProperty#CONNECT_TIMEOUT}. */
  public void setConnectTimeout(@Nullable String value) {
    set(SmtpProperty.CONNECT_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#GREETING_TIMEOUT}. */
  public String getGreetingTimeout() {
    return text(SmtpProperty.GREETING_TIMEOUT);
  }

  /** See {@link SmtpProperty#GREETING_TIMEOUT}. */
  public void setGreetingTimeout(@Nullable String value) {
    set(SmtpProperty.GREETING_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#AUTHENTICATE_TIMEOUT}. */
  public String getAuthenticateTimeout() {
    return text(SmtpProperty.AUTHENTICATE_TIMEOUT);
  }

  /** See {@link SmtpProperty#AUTHENTICATE_TIMEOUT}. */
  public void setAuthenticateTimeout(@Nullable String value) {
    set(SmtpProperty.AUTHENTICATE_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#SEND_TIMEOUT}. */
  public String getSendTimeout() {
    return text(SmtpProperty.SEND_TIMEOUT);
  }

  /** See {@link SmtpProperty#SEND_TIMEOUT}. */
  public void setSendTimeout(@Nullable String value) {
    set(SmtpProperty.SEND_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#FINAL_REPLY_TIMEOUT}. */
  public String getFinalReplyTimeout() {
    return text(SmtpProperty.FINAL_REPLY_TIMEOUT);
  }

  /** See {@link SmtpProperty#FINAL_REPLY_TIMEOUT}. */
  public void setFinalReplyTimeout(@Nullable String value) {
    set(SmtpProperty.FINAL_REPLY_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#ACQUIRE_TIMEOUT}. */
  public String getAcquireTimeout() {
    return text(SmtpProperty.ACQUIRE_TIMEOUT);
  }

  /** See {@link SmtpProperty#ACQUIRE_TIMEOUT}. */
  public void setAcquireTimeout(@Nullable String value) {
    set(SmtpProperty.ACQUIRE_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#KEEP_ALIVE_INTERVAL}. */
  public String getKeepAliveInterval() {
    return text(SmtpProperty.KEEP_ALIVE_INTERVAL);
  }

  /** See {@link SmtpProperty#KEEP_ALIVE_INTERVAL}. */
  public void setKeepAliveInterval(@Nullable String value) {
    set(SmtpProperty.KEEP_ALIVE_INTERVAL, value);
  }

  /** See {@link SmtpProperty#IDLE_TIMEOUT}. */
  public String getIdleTimeout() {
    return text(SmtpProperty.IDLE_TIMEOUT);
  }

  /** See {@link SmtpProperty#IDLE_TIMEOUT}. */
  public void setIdleTimeout(@Nullable String value) {
    set(SmtpProperty.IDLE_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#RECONNECT_COOLDOWN}. */
  public String getReconnectCooldown() {
    return text(SmtpProperty.RECONNECT_COOLDOWN);
  }

  /** See {@link SmtpProperty#RECONNECT_COOLDOWN}. */
  public void setReconnectCooldown(@Nullable String value) {
    set(SmtpProperty.RECONNECT_COOLDOWN, value);
  }

  /** See {@link SmtpProperty#MAX_RECONNECT_COOLDOWN}. */
  public String getMaxReconnectCooldown() {
    return text(SmtpProperty.MAX_RECONNECT_COOLDOWN);
  }

  /** See {@link SmtpProperty#MAX_RECONNECT_COOLDOWN}. */
  public void setMaxReconnectCooldown(@Nullable String value) {
    set(SmtpProperty.MAX_RECONNECT_COOLDOWN, value);
  }

  /** See {@link SmtpProperty#MAX_RETRY_ATTEMPTS}. */
  public @Nullable Integer getMaxRetryAttempts() {
    return number(SmtpProperty.MAX_RETRY_ATTEMPTS);
  }

  /** See {@link SmtpProperty#MAX_RETRY_ATTEMPTS}. */
  public void setMaxRetryAttempts(@Nullable Integer value) {
    set(SmtpProperty.MAX_RETRY_ATTEMPTS, value);
  }

  /** See {@link SmtpProperty#RETRY_BASE_DELAY}. */
  public String getRetryBaseDelay() {
    return text(SmtpProperty.RETRY_BASE_DELAY);
  }

  /** See {@link SmtpProperty#RETRY_BASE_DELAY}. */
  public void setRetryBaseDelay(@Nullable String value) {
    set(SmtpProperty.RETRY_BASE_DELAY, value);
  }

  /** See {@link SmtpProperty#JITTER_RATIO}. */
  public String getJitterRatio() {
    return text(SmtpProperty.JITTER_RATIO);
  }

  /** See {@link SmtpProperty#JITTER_RATIO}. */
  public void setJitterRatio(@Nullable String value) {
    set(SmtpProperty.JITTER_RATIO, value);
  }

  /** See {@link SmtpProperty#MIN_POOL_SIZE}. */
  public @Nullable Integer getMinPoolSize() {
    return number(SmtpProperty.MIN_POOL_SIZE);
  }

  /** See {@link SmtpProperty#MIN_POOL_SIZE}. */
  public void setMinPoolSize(@Nullable Integer value) {
    set(SmtpProperty.MIN_POOL_SIZE, value);
  }

  /** See {@link SmtpProperty#MAX_POOL_SIZE}. */
  public @Nullable Integer getMaxPoolSize() {
    return number(SmtpProperty.MAX_POOL_SIZE);
  }

  /** See {@link SmtpProperty#MAX_POOL_SIZE}. */
  public void setMaxPoolSize(@Nullable Integer value) {
    set(SmtpProperty.MAX_POOL_SIZE, value);
  }

  /** See {@link SmtpProperty#MIN_POOL_REFILL_DELAY}. */
  public String getMinPoolRefillDelay() {
    return text(SmtpProperty.MIN_POOL_REFILL_DELAY);
  }

  /** See {@link SmtpProperty#MIN_POOL_REFILL_DELAY}. */
  public void setMinPoolRefillDelay(@Nullable String value) {
    set(SmtpProperty.MIN_POOL_REFILL_DELAY, value);
  }

  /** See {@link SmtpProperty#MAX_MESSAGES_PER_SESSION}. */
  public @Nullable Integer getMaxMessagesPerSession() {
    return number(SmtpProperty.MAX_MESSAGES_PER_SESSION);
  }

  /** See {@link SmtpProperty#MAX_MESSAGES_PER_SESSION}. */
  public void setMaxMessagesPerSession(@Nullable Integer value) {
    set(SmtpProperty.MAX_MESSAGES_PER_SESSION, value);
  }

  /** See {@link SmtpProperty#MAX_SESSION_AGE}. */
  public String getMaxSessionAge() {
    return text(SmtpProperty.MAX_SESSION_AGE);
  }

  /** See {@link SmtpProperty#MAX_SESSION_AGE}. */
  public void setMaxSessionAge(@Nullable String value) {
    set(SmtpProperty.MAX_SESSION_AGE, value);
  }

  /** See {@link SmtpProperty#RECIPIENT_POLICY}. */
  public String getRecipientPolicy() {
    return text(SmtpProperty.RECIPIENT_POLICY);
  }

  /** See {@link SmtpProperty#RECIPIENT_POLICY}. */
  public void setRecipientPolicy(@Nullable String value) {
    set(SmtpProperty.RECIPIENT_POLICY, value);
  }

  /** See {@link SmtpProperty#LONG_LINES}. */
  public String getLongLines() {
    return text(SmtpProperty.LONG_LINES);
  }

  /** See {@link SmtpProperty#LONG_LINES}. */
  public void setLongLines(@Nullable String value) {
    set(SmtpProperty.LONG_LINES, value);
  }

  /** See {@link SmtpProperty#PIPELINING}. */
  public String getPipelining() {
    return text(SmtpProperty.PIPELINING);
  }

  /** See {@link SmtpProperty#PIPELINING}. */
  public void setPipelining(@Nullable String value) {
    set(SmtpProperty.PIPELINING, value);
  }

  /** See {@link SmtpProperty#PIPELINE_DATA}. */
  public String getPipelineData() {
    return text(SmtpProperty.PIPELINE_DATA);
  }

  /** See {@link SmtpProperty#PIPELINE_DATA}. */
  public void setPipelineData(@Nullable String value) {
    set(SmtpProperty.PIPELINE_DATA, value);
  }

  /** See {@link SmtpProperty#CHUNKING}. */
  public String getChunking() {
    return text(SmtpProperty.CHUNKING);
  }

  /** See {@link SmtpProperty#CHUNKING}. */
  public void setChunking(@Nullable String value) {
    set(SmtpProperty.CHUNKING, value);
  }

  /** See {@link SmtpProperty#EHLO_IGNORE}. */
  public String getEhloIgnore() {
    return text(SmtpProperty.EHLO_IGNORE);
  }

  /** See {@link SmtpProperty#EHLO_IGNORE}. */
  public void setEhloIgnore(@Nullable String value) {
    set(SmtpProperty.EHLO_IGNORE, value);
  }

  /** See {@link SmtpProperty#EHLO_NAME}. */
  public String getEhloName() {
    return text(SmtpProperty.EHLO_NAME);
  }

  /** See {@link SmtpProperty#EHLO_NAME}. */
  public void setEhloName(@Nullable String value) {
    set(SmtpProperty.EHLO_NAME, value);
  }

  /** See {@link SmtpProperty#LOCAL_ADDRESS}. */
  public String getLocalAddress() {
    return text(SmtpProperty.LOCAL_ADDRESS);
  }

  /** See {@link SmtpProperty#LOCAL_ADDRESS}. */
  public void setLocalAddress(@Nullable String value) {
    set(SmtpProperty.LOCAL_ADDRESS, value);
  }

  /** See {@link SmtpProperty#SASL_MECHANISMS}. */
  public String getSaslMechanisms() {
    return text(SmtpProperty.SASL_MECHANISMS);
  }

  /** See {@link SmtpProperty#SASL_MECHANISMS}. */
  public void setSaslMechanisms(@Nullable String value) {
    set(SmtpProperty.SASL_MECHANISMS, value);
  }

  /** See {@link SmtpProperty#KEYTAB_FILE}. */
  public String getKeytabFile() {
    return text(SmtpProperty.KEYTAB_FILE);
  }

  /** See {@link SmtpProperty#KEYTAB_FILE}. */
  public void setKeytabFile(@Nullable String value) {
    set(SmtpProperty.KEYTAB_FILE, value);
  }

  /** See {@link SmtpProperty#TOKEN_SOURCE}. */
  public String getTokenSource() {
    return text(SmtpProperty.TOKEN_SOURCE);
  }

  /** See {@link SmtpProperty#TOKEN_SOURCE}. */
  public void setTokenSource(@Nullable String value) {
    set(SmtpProperty.TOKEN_SOURCE, value);
  }

  /** See {@link SmtpProperty#TOKEN_ENDPOINT}. */
  public String getTokenEndpoint() {
    return text(SmtpProperty.TOKEN_ENDPOINT);
  }

  /** See {@link SmtpProperty#TOKEN_ENDPOINT}. */
  public void setTokenEndpoint(@Nullable String value) {
    set(SmtpProperty.TOKEN_ENDPOINT, value);
  }

  /** See {@link SmtpProperty#TOKEN_CLIENT_ID}. */
  public String getTokenClientId() {
    return text(SmtpProperty.TOKEN_CLIENT_ID);
  }

  /** See {@link SmtpProperty#TOKEN_CLIENT_ID}. */
  public void setTokenClientId(@Nullable String value) {
    set(SmtpProperty.TOKEN_CLIENT_ID, value);
  }

  /** See {@link SmtpProperty#TOKEN_CLIENT_SECRET}. */
  public String getTokenClientSecret() {
    return text(SmtpProperty.TOKEN_CLIENT_SECRET);
  }

  /** See {@link SmtpProperty#TOKEN_CLIENT_SECRET}. */
  public void setTokenClientSecret(@Nullable String value) {
    set(SmtpProperty.TOKEN_CLIENT_SECRET, value);
  }

  /** See {@link SmtpProperty#TOKEN_REFRESH_TOKEN}. */
  public String getTokenRefreshToken() {
    return text(SmtpProperty.TOKEN_REFRESH_TOKEN);
  }

  /** See {@link SmtpProperty#TOKEN_REFRESH_TOKEN}. */
  public void setTokenRefreshToken(@Nullable String value) {
    set(SmtpProperty.TOKEN_REFRESH_TOKEN, value);
  }

  /** See {@link SmtpProperty#TOKEN_SCOPE}. */
  public String getTokenScope() {
    return text(SmtpProperty.TOKEN_SCOPE);
  }

  /** See {@link SmtpProperty#TOKEN_SCOPE}. */
  public void setTokenScope(@Nullable String value) {
    set(SmtpProperty.TOKEN_SCOPE, value);
  }

  /** See {@link SmtpProperty#TOKEN_FILE}. */
  public String getTokenFile() {
    return text(SmtpProperty.TOKEN_FILE);
  }

  /** See {@link SmtpProperty#TOKEN_FILE}. */
  public void setTokenFile(@Nullable String value) {
    set(SmtpProperty.TOKEN_FILE, value);
  }

  /** See {@link SmtpProperty#TOKEN_TIMEOUT}. */
  public String getTokenTimeout() {
    return text(SmtpProperty.TOKEN_TIMEOUT);
  }

  /** See {@link SmtpProperty#TOKEN_TIMEOUT}. */
  public void setTokenTimeout(@Nullable String value) {
    set(SmtpProperty.TOKEN_TIMEOUT, value);
  }

  /** See {@link SmtpProperty#TOKEN_REFRESH_MARGIN}. */
  public String getTokenRefreshMargin() {
    return text(SmtpProperty.TOKEN_REFRESH_MARGIN);
  }

  /** See {@link SmtpProperty#TOKEN_REFRESH_MARGIN}. */
  public void setTokenRefreshMargin(@Nullable String value) {
    set(SmtpProperty.TOKEN_REFRESH_MARGIN, value);
  }

  /** See {@link SmtpProperty#TOKEN_PROXY}. */
  public String getTokenProxy() {
    return text(SmtpProperty.TOKEN_PROXY);
  }

  /** See {@link SmtpProperty#TOKEN_PROXY}. */
  public void setTokenProxy(@Nullable String value) {
    set(SmtpProperty.TOKEN_PROXY, value);
  }

  /** See {@link SmtpProperty#TOKEN_TRUST_STORE_FILE}. */
  public String getTokenTrustStoreFile() {
    return text(SmtpProperty.TOKEN_TRUST_STORE_FILE);
  }

  /** See {@link SmtpProperty#TOKEN_TRUST_STORE_FILE}. */
  public void setTokenTrustStoreFile(@Nullable String value) {
    set(SmtpProperty.TOKEN_TRUST_STORE_FILE, value);
  }

  /** See {@link SmtpProperty#TOKEN_TRUST_STORE_PASSWORD}. */
  public String getTokenTrustStorePassword() {
    return text(SmtpProperty.TOKEN_TRUST_STORE_PASSWORD);
  }

  /** See {@link SmtpProperty#TOKEN_TRUST_STORE_PASSWORD}. */
  public void setTokenTrustStorePassword(@Nullable String value) {
    set(SmtpProperty.TOKEN_TRUST_STORE_PASSWORD, value);
  }

  /** See {@link SmtpProperty#TRUST_STORE_FILE}. */
  public String getTrustStoreFile() {
    return text(SmtpProperty.TRUST_STORE_FILE);
  }

  /** See {@link SmtpProperty#TRUST_STORE_FILE}. */
  public void setTrustStoreFile(@Nullable String value) {
    set(SmtpProperty.TRUST_STORE_FILE, value);
  }

  /** See {@link SmtpProperty#TRUST_STORE_PASSWORD}. */
  public String getTrustStorePassword() {
    return text(SmtpProperty.TRUST_STORE_PASSWORD);
  }

  /** See {@link SmtpProperty#TRUST_STORE_PASSWORD}. */
  public void setTrustStorePassword(@Nullable String value) {
    set(SmtpProperty.TRUST_STORE_PASSWORD, value);
  }

  /** See {@link SmtpProperty#TRUST_STORE_TYPE}. */
  public String getTrustStoreType() {
    return text(SmtpProperty.TRUST_STORE_TYPE);
  }

  /** See {@link SmtpProperty#TRUST_STORE_TYPE}. */
  public void setTrustStoreType(@Nullable String value) {
    set(SmtpProperty.TRUST_STORE_TYPE, value);
  }

  /** See {@link SmtpProperty#KEY_STORE_FILE}. */
  public String getKeyStoreFile() {
    return text(SmtpProperty.KEY_STORE_FILE);
  }

  /** See {@link SmtpProperty#KEY_STORE_FILE}. */
  public void setKeyStoreFile(@Nullable String value) {
    set(SmtpProperty.KEY_STORE_FILE, value);
  }

  /** See {@link SmtpProperty#KEY_STORE_PASSWORD}. */
  public String getKeyStorePassword() {
    return text(SmtpProperty.KEY_STORE_PASSWORD);
  }

  /** See {@link SmtpProperty#KEY_STORE_PASSWORD}. */
  public void setKeyStorePassword(@Nullable String value) {
    set(SmtpProperty.KEY_STORE_PASSWORD, value);
  }

  /** See {@link SmtpProperty#KEY_STORE_TYPE}. */
  public String getKeyStoreType() {
    return text(SmtpProperty.KEY_STORE_TYPE);
  }

  /** See {@link SmtpProperty#KEY_STORE_TYPE}. */
  public void setKeyStoreType(@Nullable String value) {
    set(SmtpProperty.KEY_STORE_TYPE, value);
  }

  /** See {@link SmtpProperty#TLS_PROTOCOLS}. */
  public String getTlsProtocols() {
    return text(SmtpProperty.TLS_PROTOCOLS);
  }

  /** See {@link SmtpProperty#TLS_PROTOCOLS}. */
  public void setTlsProtocols(@Nullable String value) {
    set(SmtpProperty.TLS_PROTOCOLS, value);
  }

  /** See {@link SmtpProperty#CONFIG_PREFIX}. */
  public String getConfigPrefix() {
    return text(SmtpProperty.CONFIG_PREFIX);
  }

  /** See {@link SmtpProperty#CONFIG_PREFIX}. */
  public void setConfigPrefix(@Nullable String value) {
    set(SmtpProperty.CONFIG_PREFIX, value);
  }

  /** See {@link SmtpProperty#LEAK_DETECTION_THRESHOLD}. */
  public String getLeakDetectionThreshold() {
    return text(SmtpProperty.LEAK_DETECTION_THRESHOLD);
  }

  /** See {@link SmtpProperty#LEAK_DETECTION_THRESHOLD}. */
  public void setLeakDetectionThreshold(@Nullable String value) {
    set(SmtpProperty.LEAK_DETECTION_THRESHOLD, value);
  }

  /** See {@link SmtpProperty#ASYNC_QUEUE_CAPACITY}. */
  public @Nullable Integer getAsyncQueueCapacity() {
    return number(SmtpProperty.ASYNC_QUEUE_CAPACITY);
  }

  /** See {@link SmtpProperty#ASYNC_QUEUE_CAPACITY}. */
  public void setAsyncQueueCapacity(@Nullable Integer value) {
    set(SmtpProperty.ASYNC_QUEUE_CAPACITY, value);
  }

  /** See {@link SmtpProperty#ASYNC_WORKERS}. */
  public @Nullable Integer getAsyncWorkers() {
    return number(SmtpProperty.ASYNC_WORKERS);
  }

  /** See {@link SmtpProperty#ASYNC_WORKERS}. */
  public void setAsyncWorkers(@Nullable Integer value) {
    set(SmtpProperty.ASYNC_WORKERS, value);
  }

  /** See {@link SmtpProperty#SHUTDOWN_GRACE}. */
  public String getShutdownGrace() {
    return text(SmtpProperty.SHUTDOWN_GRACE);
  }

  /** See {@link SmtpProperty#SHUTDOWN_GRACE}. */
  public void setShutdownGrace(@Nullable String value) {
    set(SmtpProperty.SHUTDOWN_GRACE, value);
  }

  /** See {@link SmtpProperty#ENABLE_METRICS}. */
  public Boolean getEnableMetrics() {
    return Boolean.valueOf(text(SmtpProperty.ENABLE_METRICS));
  }

  /** See {@link SmtpProperty#ENABLE_METRICS}. */
  public void setEnableMetrics(@Nullable Boolean value) {
    set(SmtpProperty.ENABLE_METRICS, value);
  }
}
