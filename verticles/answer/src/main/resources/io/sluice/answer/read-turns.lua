-- KEYS: the conversation. ARGV: the most turns. How long it is still kept (ms), and the turns.
return {redis.call('PTTL', KEYS[1]), redis.call('LRANGE', KEYS[1], -tonumber(ARGV[1]), -1)}
