-- Applies one commit or nothing: returns 1 when applied, 0 when a guard does not hold.
-- KEYS: the records guarded, deleted and put, then the lists removed from and added to.
-- ARGV: how many there are of each of the first four kinds, then what belongs to each key in turn: for a guard the
-- version it must have, for a put the value, for a removal the place, for an addition the place and the value.
-- A version is 8 bytes, big endian, before the value; an absent record's is ''. A place is a score in 8 bytes that
-- sort as the scores do, then the id. A list's members are place, NUL, value, all with score 0, so in order of bytes.
local guards, deletes = tonumber(ARGV[1]), tonumber(ARGV[2])
local puts, removes = tonumber(ARGV[3]), tonumber(ARGV[4])
local call, k, a = redis.call, 0, 4

for _ = 1, guards do
  k, a = k + 1, a + 1
  if call('GETRANGE', KEYS[k], 0, 7) ~= ARGV[a] then return 0 end
end
for _ = 1, deletes do
  k = k + 1
  call('DEL', KEYS[k])
end
for _ = 1, puts do
  k, a = k + 1, a + 1
  local version = call('GETRANGE', KEYS[k], 0, 7)
  version = version == '' and 1 or struct.unpack('>I8', version) + 1
  call('SET', KEYS[k], struct.pack('>I8', version) .. ARGV[a])
end
for _ = 1, removes do
  k, a = k + 1, a + 1
  call('ZREMRANGEBYLEX', KEYS[k], '[' .. ARGV[a] .. '\0', '(' .. ARGV[a] .. '\1')
end
while k < #KEYS do
  k, a = k + 1, a + 2
  call('ZREMRANGEBYLEX', KEYS[k], '[' .. ARGV[a - 1] .. '\0', '(' .. ARGV[a - 1] .. '\1')
  call('ZADD', KEYS[k], 0, ARGV[a - 1] .. '\0' .. ARGV[a])
end
return 1
