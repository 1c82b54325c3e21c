-- KEYS: the conversation. ARGV: the most turns, how long it is kept (ms), 1 where the turns are all
-- there are, the turns.
if ARGV[3] == '1' then
  redis.call('DEL', KEYS[1])
end
for i = 4, #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
end
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[1]), -1)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return #ARGV - 3
